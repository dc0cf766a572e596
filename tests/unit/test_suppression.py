from osh_incidents.domain.suppression import Case, CasesAndPeople, Year

FATAL = {"accidents", "fatal"}


def cases(number: int, *counts: str, **places: str) -> list[Case]:
    found = {table: frozenset(cell.split("+")) for table, cell in places.items()}
    return [Case(frozenset(counts), found)] * number


def accidents(number: int, **places: str) -> list[Case]:
    return cases(number, "accidents", **places)


def fatal(number: int, **places: str) -> list[Case]:
    return cases(number, *FATAL, **places)


def test_four_are_not_told_and_five_are() -> None:
    assert not Year(accidents(4)).tells("accidents")
    assert Year(accidents(5)).tells("accidents")


def test_a_zero_is_told_of_many_and_not_of_few() -> None:
    assert Year(accidents(5)).tells("fatal")
    assert not Year(accidents(4)).tells("fatal")


def test_a_part_of_one_to_four_is_hidden_and_its_whole_is_told() -> None:
    year = Year([*accidents(20), *fatal(2)])

    assert year.tells("accidents")
    assert not year.tells("fatal")


def test_what_would_give_a_hidden_part_by_subtraction_is_hidden_too() -> None:
    # due = complete + failing: of three numbers two must go, or none is hidden.
    year = Year([*cases(18, "due", "complete"), *cases(2, "due", "failing")])

    assert year.tells("due")
    assert not year.tells("complete")
    assert not year.tells("failing")


def test_an_implied_part_is_protected_though_nobody_counts_it() -> None:
    # Eleven of twelve paid would tell that one was not.
    year = Year([*cases(11, "matured", "paid"), *cases(1, "matured")])

    assert year.tells("matured")
    assert not year.tells("paid")


def test_small_cells_hide_together() -> None:
    year = Year([*accidents(3, area="a"), *accidents(2, area="b"), *accidents(9, area="c")])

    assert [year.tells("accidents", "area", cell) for cell in "abcd"] == [False, False, True, True]


def test_a_small_cell_alone_takes_the_smallest_other_with_it() -> None:
    year = Year([*accidents(3, area="a"), *accidents(8, area="b"), *accidents(9, area="c")])

    assert [year.tells("accidents", "area", cell) for cell in "abc"] == [False, False, True]


def test_a_zero_in_a_cell_is_told_only_where_all_of_the_cell_is() -> None:
    year = Year(
        [*accidents(9, area="a"), *accidents(3, area="b"), *fatal(7, area="c"), *fatal(3, area="b")]
    )

    assert not year.tells("fatal", "area", "b")
    assert year.tells("fatal", "area", "d")


def test_a_count_without_a_cell_to_tell_does_not_hide_the_wider_one() -> None:
    with_fatal = Year(
        [case for cell in "abc" for case in (*accidents(9, area=cell), *fatal(2, area=cell))]
    )

    assert with_fatal.tells("fatal")
    for cell in "abc":
        assert with_fatal.tells("accidents", "area", cell)
        assert not with_fatal.tells("fatal", "area", cell)


def test_an_accident_of_two_relations_does_not_tell_itself_by_the_sum() -> None:
    # 8 + 7 - 14 would tell that one accident hurt workers of both.
    year = Year(
        [
            *accidents(7, relation="contract"),
            *accidents(6, relation="none"),
            *accidents(1, relation="contract+none"),
        ]
    )

    told = [year.tells("accidents", "relation", cell) for cell in ("contract", "none")]

    assert year.tells("accidents")
    assert told.count(True) == 1


def test_dear_counts_are_given_up_last() -> None:
    found = [
        *cases(18, "due", "complete"),
        *cases(2, "due", "failing"),
        *cases(9, "within_time"),
    ]

    assert Year(found, dear={"due"}).tells("due")
    assert Year(found, dear={"complete"}).tells("complete")


def test_a_victim_who_differs_from_another_of_the_accident_is_protected() -> None:
    # Five accidents, each with somebody paid; a sixth victim, hurt in one of them, was not.
    one_victim = cases(4, "matured", "paid")
    year = CasesAndPeople(
        Year([*one_victim, *cases(1, "matured", "paid")]),
        Year([*cases(5, "matured", "paid"), *cases(1, "matured")]),
    )

    assert year.tells("matured")
    assert not year.tells("paid")


def test_few_who_survive_fatal_accidents_are_not_told_of_by_a_difference() -> None:
    # Five fatal accidents with nine victims: four at most can have lived.
    year = CasesAndPeople(
        Year(cases(5, "accidents", "fatal", "victims", "deaths")),
        Year(
            [
                *cases(5, "accidents", "fatal", "victims", "deaths"),
                *cases(4, "victims"),
            ]
        ),
    )

    assert year.tells("victims")
    assert not year.tells("fatal")
