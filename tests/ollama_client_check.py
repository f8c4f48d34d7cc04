"""Checks the fake Ollama server with Ollama's own Python client (pip install ollama).

    FAKE_OLLAMA_PORT=11500 cargo test --test summary_ollama -- --ignored serve_the_fake &
    python tests/ollama_client_check.py http://127.0.0.1:11500
"""

import sys

import ollama

client = ollama.Client(host=sys.argv[1])
question = [{"role": "user", "content": "What is this about?"}]


def fails(status, words, ask):
    """The client must raise its own error, with the server's status and words."""
    try:
        ask()
    except ollama.ResponseError as error:
        assert error.status_code == status, (error.status_code, status)
        assert words in error.error, error.error
    else:
        raise AssertionError(f"no error with status {status}")


names = [model.model for model in client.list().models]
assert "llama3.2:latest" in names, names
assert client.show("llama3.2").capabilities == ["completion", "tools"]
assert client.ps().models[0].model == "llama3.2:latest"

answer = client.chat("llama3.2", messages=question, stream=False)
assert answer.done and answer.done_reason == "stop" and answer.total_duration > 0
assert answer.message.role == "assistant" and "Berlin" in answer.message.content

parts = list(client.chat("llama3.2", messages=question, stream=True))
assert len(parts) > 1 and [part.done for part in parts[-2:]] == [False, True]
assert "".join(part.message.content for part in parts) == answer.message.content

assert client.chat("llama3.2", messages=[]).done_reason == "load"
fails(404, "model 'mistral' not found", lambda: client.chat("mistral", messages=question))
fails(404, "model 'mistral' not found", lambda: client.show("mistral"))
fails(400, "does not support thinking", lambda: client.chat("llama3.2", messages=question, think=True))
stranger = ollama.Client(host=sys.argv[1], headers={"Host": "evil.example"})
fails(403, "", lambda: stranger.list())
print("the fake behaves as Ollama's client expects")
