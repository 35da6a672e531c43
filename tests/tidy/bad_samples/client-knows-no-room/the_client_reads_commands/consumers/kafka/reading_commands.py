from domain import commanding
