from domain.request import events
