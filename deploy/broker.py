"""How the brokers are reached, of the settings.

It must not connect.
"""

from consumers.kafka.faults import WrongSetting
from consumers.kafka.reach import Reach, SignIn, Tls
from deploy.faults import Fault
from deploy.settings import PREFIX, Settings

__all__ = ["named", "reach_of"]

NAMES = {
    "bootstrap": "KAFKA", "tls.authority": "KAFKA_AUTHORITY", "tls.certificate": "KAFKA_CERTIFICATE",
    "tls.key": "KAFKA_KEY", "sign_in.mechanism": "KAFKA_MECHANISM", "sign_in.user": "KAFKA_USER",
    "sign_in.password": "KAFKA_PASSWORD", "sign_in.token_file": "KAFKA_TOKEN",
}  # fmt: skip
"""What the client's room calls a setting -> what the operator calls it."""


def reach_of(settings: Settings) -> Reach:
    """This will say how the brokers are reached. Raises Fault where they are not named, or a setting does not fit."""
    if settings.kafka is None:
        raise Fault("No broker is named.", remedy=f"Set {PREFIX}KAFKA to host:port of one or more of them.")
    reach = Reach(bootstrap=tuple(settings.kafka.split(",")), tls=_tls(settings), sign_in=_sign_in(settings))
    try:
        reach.options()
    except WrongSetting as wrong:
        raise Fault(f"{named(wrong.setting)}: {wrong.rule}.", remedy=f"Accepted: {wrong.accepted}.") from wrong
    return reach


def named(setting: str) -> str:
    """This will call settings of the client's room, parted by `and`, what the operator calls them."""
    return " and ".join(PREFIX + NAMES[each] if each in NAMES else each for each in setting.split(" and "))


def _tls(settings: Settings) -> Tls | None:
    if not settings.kafka_tls:
        return None
    password = settings.kafka_key_password
    return Tls(
        authority=settings.kafka_authority,
        certificate=settings.kafka_certificate,
        key=settings.kafka_key,
        key_password=password.get_secret_value() if password else None,
    )


def _sign_in(settings: Settings) -> SignIn | None:
    if settings.kafka_mechanism is None:
        return None
    password = settings.kafka_password
    return SignIn(
        mechanism=settings.kafka_mechanism,
        user=settings.kafka_user,
        password=password.get_secret_value() if password else None,
        token_file=settings.kafka_token,
    )
