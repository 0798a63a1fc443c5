"""The SDK's client over HTTP, as an assistant has it."""

from contextlib import asynccontextmanager


def token(value: str) -> dict[str, str]:
    """The header that says who calls."""
    return {"Authorization": f"Bearer {value}"}


@asynccontextmanager
async def client(port, bearer):
    """A connection with a token, or without one."""
    import httpx2
    from mcp import Client
    from mcp.client.streamable_http import streamable_http_client

    headers = token(bearer) if bearer else {}
    async with httpx2.AsyncClient(headers=headers, timeout=60) as bare:
        url = f"http://127.0.0.1:{port}/mcp"
        async with Client(streamable_http_client(url, http_client=bare)) as opened:
            yield opened
