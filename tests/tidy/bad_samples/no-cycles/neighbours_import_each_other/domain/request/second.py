from domain.request import first
