from domain.request import second
