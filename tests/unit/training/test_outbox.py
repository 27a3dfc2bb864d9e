"""What waits for webhook endpoints, straight from the file."""

import sqlite3
from pathlib import Path

from pos_app.training.records import outbox
from pos_app.training.records.database import Database
from pos_app.training.records.kinds import EVENT, WEBHOOK_ENDPOINT


def test_a_file_of_the_first_release_gets_its_outbox(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Database(path).close()
    file = sqlite3.connect(path)
    for name in ("refunds_to_settle", "disputes_to_end"):
        file.execute(f"DROP INDEX {name}")
    file.execute("DROP TABLE deliveries")
    file.execute("DROP TABLE webhook_endpoints")
    file.execute("ALTER TABLE challenges RENAME COLUMN intent TO payment_intent")
    file.execute("PRAGMA user_version = 1")
    file.commit()
    file.close()
    database = Database(path)
    assert outbox.waiting(database) == 0
    assert outbox.listening(database, "customer.created") == []
    database.close()


def test_the_oldest_comes_first_and_each_is_counted(tmp_path: Path) -> None:
    database = Database(tmp_path / "s.db")
    for number, types in enumerate((["*"], ["customer.created", "charge.failed"], ["payout.paid"])):
        database.insert(
            WEBHOOK_ENDPOINT,
            {"id": f"we_{number}", "created": 1, "status": "enabled", "enabled_events": types},
        )
    both = outbox.listening(database, "customer.created")
    assert both == ["we_0", "we_1"]
    for number in range(2):
        event = {"id": f"evt_{number}", "created": 1, "type": "customer.created"}
        database.insert(EVENT, {**event, "pending_webhooks": 2})
        outbox.queue(database, event["id"], both, 10 - number)
    assert outbox.next_due(database, 5) == 9
    assert outbox.next_for(database, "we_0", 8) is None
    first = outbox.next_for(database, "we_0", 10)
    assert first is not None
    assert (first.event, first.attempts) == ("evt_1", 0)
    outbox.failed(database, first, 50)
    again = outbox.next_for(database, "we_0", 60)
    assert again is not None
    assert again.event == "evt_0"
    outbox.delivered(database, again)
    outbox.forget(database, "we_0")
    pending = [database.load(EVENT, f"evt_{number}") for number in range(2)]
    assert [event and event["pending_webhooks"] for event in pending] == [1, 1]
    assert (outbox.waiting(database), outbox.endpoints_due(database, 99)) == (2, ["we_1"])
    database.close()
