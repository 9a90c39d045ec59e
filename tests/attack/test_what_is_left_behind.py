"""What all these attacks have left behind: no password, token or secret, anywhere (rule E3). Runs last, by its name."""

from tests.attack.marks import attack
from tests.attack.siege import Siege
from tests.processes.calling import Api
from tests.processes.installation import PASSWORD
from tests.processes.traces import traces


@attack("L-09")
async def test_no_log_row_metric_export_or_refusal_holds_what_was_handed_out(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.bound_victim(client_id)
    await siege.challenge(victim, client_id)
    secrets = {PASSWORD, *Api.issued}
    assert len(secrets) > 4
    places = await traces(siege.installation, siege.admin)
    places["refusals"] = "\n".join(Api.refusals)
    assert {place: found for place, text in places.items() if (found := [s for s in secrets if s in text])} == {}
