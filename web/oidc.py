"""Signing in at an identity provider: OpenID Connect with code, PKCE, state and nonce, by Authlib.

Somebody is known by issuer and subject alone, never by an e-mail address that the provider names. What a flow has to
remember lies in the store (``data/store/sign_ins_elsewhere.py``), behind a cookie of this browser, and is read once.
"""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from authlib.integrations.starlette_client import OAuth, OAuthError
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from config import Oidc, load_oidc, load_settings
from data.store.invitations import invitation
from data.store.opening import NameTaken, Used, accept, join
from data.store.people import LONGEST_NAME, known_by_subject, link_subject
from data.store.sign_ins_elsewhere import VALID, keep_sign_in, take_sign_in
from web import runtime
from web.accounts import answering, let_in, refused
from web.identity import access_to, is_encrypted, new_token, set_cookie
from web.routes import nothing_here

BEGIN, BACK = "/anmelden/extern", "/anmelden/extern/zurueck"
COOKIE = "anmeldung"
LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""
PATIENCE = 10
"""Seconds for each answer of the provider."""
LONGEST_SUBJECT = 255
"""Letters, as the standard has it (OpenID Connect Core 1.0, section 2)."""
SIGNATURES = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""Such that only the provider can make."""


_LEADS_ON = frozenset({"konto", "einladung"})
_STATUS = {"provider": 502, "no_account": 403, "used": 410, "link_first": 409, "other_account": 409}

Handler = Callable[[Request, Oidc], Awaitable[Response]]


class Refused(Exception):  # noqa: N818 - named by what is so
    """Nobody is signed in; the text is an id of ``refusal_of``."""


def routes() -> list[Route]:
    """To the provider and back."""
    return [
        Route(BEGIN, answering(with_provider(begin)), methods=["GET"]),
        Route(BACK, answering(with_provider(come_back)), methods=["GET"]),
    ]


def with_provider(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """The handler, where there is a provider; why nobody was signed in is said, and where to go on."""

    async def answered(request: Request) -> Response:
        provider = load_oidc()
        if provider is None:
            return await nothing_here(request)
        try:
            return await handler(request, provider)
        except Refused as error:
            why = str(error)
            return refused(request, why, _STATUS.get(why, 401))

    return answered


async def begin(request: Request, provider: Oidc) -> Response:
    """Send this browser to the provider; ``?einladung=``: the link that it uses up there, ``?konto=``: its own account
    is to be reached that way from now on, once they have signed in there anew."""
    kept: dict[str, Any]
    asked: dict[str, str]
    kept, asked = {}, {}
    if _LEADS_ON.intersection(request.query_params) and request.headers.get("sec-fetch-site") != "same-origin":
        raise Refused("again")  # another page would link its own account, or have its own invitation accepted
    if "konto" in request.query_params:
        kept["person"], asked = await _own_id(request), {"prompt": "login"}
    request.scope["session"] = {}
    try:
        response: Response = await client_of(provider).authorize_redirect(request, _back_address(request), **asked)
    except (OAuthError, HTTPError, ValueError, RuntimeError) as error:
        raise Refused("provider") from error
    sign_in_id = new_token()
    kept["session"] = request.scope["session"]
    await asyncio.to_thread(keep_sign_in, runtime.store(), sign_in_id, kept)
    kept_here = f"{sign_in_id}.{request.query_params.get('einladung', '')}"  # whose hash alone is stored
    set_cookie(request, response, COOKIE, kept_here, days=VALID / 86_400, path=BEGIN)
    return response


async def come_back(request: Request, provider: Oidc) -> Response:
    """Let in whom the provider names, by the account that is theirs, or by the invitation that they have opened."""
    sign_in_id, _dot, invited = request.cookies.get(COOKIE, "").partition(".")
    kept = await asyncio.to_thread(take_sign_in, runtime.store(), sign_in_id) if sign_in_id else None
    if kept is None:
        raise Refused("again")
    claims = await _claims(request, provider, kept["session"])
    response = await _let_in(request, provider, claims, str(kept.get("person", "")), invited)
    response.delete_cookie(COOKIE, path=BEGIN)
    return response


async def _claims(request: Request, provider: Oidc, session: dict[str, Any]) -> Mapping[str, Any]:
    """What the provider says of whoever has signed in there, checked. Raises Refused."""
    request.scope["session"] = session
    client, issuer = client_of(provider), request.query_params.get("iss", provider.issuer)
    if issuer.rstrip("/") != provider.issuer:  # RFC 9207: an answer of another provider
        raise Refused("again")
    try:
        metadata = await client.load_server_metadata()
        if str(metadata.get("issuer", "")).rstrip("/") != provider.issuer:
            raise Refused("again")
        named = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = sorted(SIGNATURES.intersection(named))
        wanted = {
            "iss": {"essential": True, "values": [metadata["issuer"]]},
            "aud": {"essential": True, "values": [provider.client_id]},
        }
        found = await client.authorize_access_token(request, leeway=LEEWAY, claims_options=wanted)
    except HTTPError as error:
        raise Refused("provider") from error
    except (OAuthError, JoseError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise Refused("again") from error
    claims: Mapping[str, Any] = found.get("userinfo") or {}
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise Refused("again")
    return claims


async def _let_in(request: Request, provider: Oidc, claims: Mapping[str, Any], to_link: str, invited: str) -> Response:
    """``to_link``: the account that began this, ``invited``: the token of its invitation, where there is one."""
    store, subject = runtime.store(), str(claims["sub"])
    known = await asyncio.to_thread(known_by_subject, store, provider.issuer, subject)
    if to_link:
        return await _link(request, provider, subject, to_link, None if known is None else known.id)
    if invited:
        person_id = await asyncio.to_thread(_invited, invited, provider, claims, None if known is None else known.id)
    elif known is None:
        raise Refused("no_account")
    else:
        person_id = known.id
    return await let_in(request, person_id, elsewhere=True)


def _invited(token: str, provider: Oidc, claims: Mapping[str, Any], known: str | None) -> str:
    """Use the invitation up for the account of this subject, or for a new one; its id."""
    store, found = runtime.store(), invitation(runtime.store(), token)
    if found is None or found.kind != "invite":
        raise Refused("used")
    try:
        if known is not None:
            accept(store, token, known)
            return known
        name = " ".join(str(claims.get("name") or found.email).split())[:LONGEST_NAME]
        return join(store, token, name=name, issuer=provider.issuer, subject=str(claims["sub"]))
    except Used as error:
        raise Refused("used") from error
    except NameTaken as error:
        raise Refused("link_first") from error


async def _link(request: Request, provider: Oidc, subject: str, person_id: str, known: str | None) -> Response:
    """The own account can be reached this way from now on; whoever has been signed out meanwhile begins again."""
    if await _own_id(request) != person_id or known not in (None, person_id):
        raise Refused("other_account" if known else "again")
    await asyncio.to_thread(link_subject, runtime.store(), person_id, provider.issuer, subject)
    return RedirectResponse("/konto?hinweis=extern", 303)


async def _own_id(request: Request) -> str:
    access = await access_to(request)
    if access is None or access.person is None:
        raise Refused("again")
    return access.person.id


def _back_address(request: Request) -> str:
    """Where the provider sends people back to; it knows the address beforehand, and takes no other."""
    return own_base(request) + BACK


def own_base(request: Request) -> str:
    """What stands before all paths of ours, for addresses that the provider knows."""
    scheme = "https" if is_encrypted(request) else "http"
    return load_settings().public_url or f"{scheme}://{request.url.netloc}"


@lru_cache(maxsize=1)
def client_of(provider: Oidc) -> Any:
    """Remembers nothing but what the provider publishes of itself."""
    return OAuth().register(
        "provider",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": _show_secret,
            "timeout": PATIENCE,
        },
    )


def _show_secret(client: Any, _method: str, uri: str, headers: dict[str, str], body: str) -> tuple[Any, ...]:
    """By HTTP Basic, with both parts encoded as in forms (RFC 6749, section 2.3.1), which Authlib leaves out."""
    shown = ":".join(map(quote_plus, (client.client_id, client.client_secret)))
    headers["Authorization"] = f"Basic {b64encode(shown.encode()).decode()}"
    return uri, headers, body
