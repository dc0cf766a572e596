"""Where everything is."""

from django.urls import path
from incidents import views

urlpatterns = [
    path("plain/declarations", views.PlainDeclarations.as_view()),
    path("alike/declarations", views.AlikeDeclarations.as_view()),
    path("cases", views.Cases.as_view()),
]
