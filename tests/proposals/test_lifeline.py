"""What people read: what happened, who holds it, what comes."""

from proposals import actions
from proposals.lifeline import holder, lifeline
from proposals.models import Proposal
from tests.world import NOW, World


def test_the_lifeline_tells_acts_reasons_and_what_comes(world: World) -> None:
    proposal = world.sent()
    actions.deciding.send_back(
        proposal,
        reason_code="lokasi",
        reason="Foto hanya satu sisi",
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    actions.sending.resubmit(proposal, by=world.offices["rw"], at=NOW)
    proposal = Proposal.objects.for_list().get(pk=proposal.pk)
    steps = lifeline(proposal)
    assert [step.state for step in steps[:4]] == ["done", "done", "back", "done"]
    assert steps[1].title == "Diusulkan RW 01, prioritas 1"
    assert steps[2].reason.endswith("Foto hanya satu sisi")
    assert steps[2].who == "Operator Kel. Mawar"
    assert steps[4].state == "now"
    assert steps[5].state == "todo"
    assert "Pemegang" not in str(steps)


def test_a_returned_usulan_is_held_by_its_group_until_the_deadline(world: World) -> None:
    proposal = world.sent()
    assert holder(proposal).holder == "Kelurahan Mawar"
    returned = actions.deciding.send_back(
        proposal,
        reason_code="dokumen",
        reason="Foto belum ada",
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    assert holder(returned).holder == "RW 01"
    assert holder(returned).until is not None
