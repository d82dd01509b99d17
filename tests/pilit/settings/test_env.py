"""Settings from the environment: what is accepted, and what is said of the rest."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pilit.settings.env import Environment


def env(**values: str) -> Environment:
    return Environment(values)


@pytest.mark.parametrize("word", ["1", "true", "True", "YES", " on "])
def test_yes(word: str) -> None:
    assert env(F=word).flag("F", default=False) is True


@pytest.mark.parametrize("word", ["0", "false", "No", "OFF"])
def test_no(word: str) -> None:
    assert env(F=word).flag("F", default=True) is False


def test_empty_counts_as_missing() -> None:
    assert env(F="", N=" ", W="").flag("F", default=True) is True
    assert env(N=" ").integer("N", 7) == 7
    assert env(W="").words("W", ("a",)) == ["a"]
    assert env(T="").text("T", "default") == "default"
    assert env(T="").optional("T") is None


def test_a_required_value_is_named_when_it_is_missing() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY is not set; expected a value"):
        env().text("SECRET_KEY")


def test_a_flag_that_is_none() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DEBUG is 'maybe'; expected one of true"):
        env(DEBUG="maybe").flag("DEBUG", default=False)


@pytest.mark.parametrize("value", ["x", "1.5", "0", "65536", "-1"])
def test_a_number_out_of_its_bounds(value: str) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"^PORT is '.*'; expected a whole number from 1 to 65535"
    ):
        env(PORT=value).integer("PORT", 8000, minimum=1, maximum=65535)


def test_the_bounds_themselves_are_within() -> None:
    assert env(PORT="1").integer("PORT", 8000, minimum=1, maximum=65535) == 1
    assert env(PORT="65535").integer("PORT", 8000, minimum=1, maximum=65535) == 65535


def test_words_are_stripped_and_empty_ones_left_out() -> None:
    assert env(HOSTS="a.cn, b.cn ,,").words("HOSTS") == ["a.cn", "b.cn"]


def test_a_path_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert env(HOME_="data").path("HOME_", tmp_path) == tmp_path / "data"
    assert env().path("HOME_", tmp_path / "var") == tmp_path / "var"
    assert env(KEYS="keys").directory("KEYS") == tmp_path / "keys"
    assert env(KEYS="").directory("KEYS") is None


def test_a_database_with_everything() -> None:
    url = "postgresql://app:p%40ss@db.example:5433/pilit?sslmode=require"
    found = env(DATABASE_URL=url).database("DATABASE_URL")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"]) == ("app", "p@ss")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "pilit")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_database_behind_a_socket() -> None:
    found = env(U="postgresql://app@/pilit?host=%2Frun%2Fpg%20sql").database("U")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/pg sql", "", {})


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mysql://app@db/pilit", "begins with 'mysql'"),
        ("pilit", "begins with ''"),
        ("postgresql://app@db/", "names no database"),
        ("postgresql://app@db/a/b", "names no database"),
        ("postgresql://app:secret@db:port/pilit", "is no address"),
        ("postgresql://app:secret@db:70000/pilit", "is no address"),
        ("postgresql://app:secret@db:0/pilit", "has port 0"),
        ("postgresql://app:secret@[db/pilit", "is no address"),
    ],
)
def test_a_database_that_will_not_do(url: str, fault: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        env(DATABASE_URL=url).database("DATABASE_URL")
    said = str(refused.value)
    assert said.startswith(f"DATABASE_URL {fault}; expected postgresql://")
    assert "secret" not in said


@pytest.mark.parametrize(
    "url", ["redis://:pw@broker:6379/0", "rediss://broker/1", "unix:///run/valkey.sock?db=0"]
)
def test_a_broker(url: str) -> None:
    assert env(REDIS_URL=url).redis("REDIS_URL") == url


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("amqp://broker", "begins with 'amqp'"),
        ("redis:///0", "names no host"),
        ("unix://", "names no socket"),
    ],
)
def test_a_broker_that_will_not_do(url: str, fault: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^REDIS_URL {fault}; expected redis://"):
        env(REDIS_URL=url).redis("REDIS_URL")


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtps://u:p%2Fw@mail.example", 465, True, False),
        ("smtp+starttls://mail.example:2525", 2525, False, True),
    ],
)
def test_mail(url: str, port: int, ssl: bool, tls: bool) -> None:
    mailer = env(EMAIL_URL=url).mailer("EMAIL_URL")
    options = mailer["OPTIONS"]
    assert mailer["BACKEND"].endswith("smtp.EmailBackend")
    assert options["host"] == "mail.example"
    assert (options["port"], options["use_ssl"], options["use_tls"]) == (port, ssl, tls)
    assert options["password"] == ("p/w" if ssl else "")


def test_mail_is_shown_instead_of_sent_where_that_is_said() -> None:
    mailer = env().mailer("EMAIL_URL", "console:")
    assert mailer["BACKEND"].endswith("console.EmailBackend")
    with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_URL is not set"):
        env().mailer("EMAIL_URL")


def test_mail_that_will_not_do() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_URL begins with 'http'"):
        env(EMAIL_URL="http://mail").mailer("EMAIL_URL")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", ""),
        ("https://pilit.example.cn", "https://pilit.example.cn"),
        ("https://pilit.example.cn/", "https://pilit.example.cn"),
        ("http://10.1.2.3:8000/pilit/", "http://10.1.2.3:8000/pilit"),
    ],
)
def test_the_address_of_the_site(value: str, found: str) -> None:
    assert env(PILIT_PUBLIC_URL=value).site("PILIT_PUBLIC_URL") == found


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("pilit.example.cn", "begins with ''"),
        ("ftp://pilit.example.cn", "begins with 'ftp'"),
        ("https:///cases", "names no host"),
        ("https://pilit.example.cn:port", "is no address"),
        ("https://user:secret@pilit.example.cn", "holds more than an address"),
        ("https://pilit.example.cn/?q=1", "holds more than an address"),
        ("https://pilit.example.cn/#top", "holds more than an address"),
    ],
)
def test_an_address_of_the_site_that_will_not_do(value: str, fault: str) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=f"^PILIT_PUBLIC_URL {fault}; expected https://"
    ) as refused:
        env(PILIT_PUBLIC_URL=value).site("PILIT_PUBLIC_URL")
    assert "secret" not in str(refused.value)


def test_a_secret_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from file\n", "utf-8")
    values = {"SECRET_KEY_FILE": str(tmp_path / "key")}
    assert Environment(values).text("SECRET_KEY") == "from file"
    # The value itself comes first.
    assert Environment({**values, "SECRET_KEY": "itself"}).text("SECRET_KEY") == "itself"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY_FILE cannot be read \(No such"):
        env(SECRET_KEY_FILE=str(tmp_path / "none")).text("SECRET_KEY")
