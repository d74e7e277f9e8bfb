"""What the selection will cost, which way is advised, and what the month has cost so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from textual.content import Content

from teg_tui.costs.advice import Via
from teg_tui.outside_text import one_line
from teg_tui.reports.plan import Mode
from teg_tui.service.views import Counts, Quote, Status
from teg_tui.widgets.figures import money, plural, rate, tokens
from teg_tui.widgets.words import MUTED, Words, hang, sentence

if TYPE_CHECKING:  # loaded before the first paint: only what that needs
    from teg_tui.costs.estimate import Estimate, Money, Span
    from teg_tui.costs.prices import Rates

MODES = {Mode.NOTES: "Notes", Mode.REPORTS: "Reports", Mode.FULL: "Full pipeline"}
BRIEF_MODES = {Mode.NOTES: "Notes", Mode.REPORTS: "Reports", Mode.FULL: "Full"}
VIAS = {Via.REALTIME: "Real time", Via.BATCH: "Batch"}
SAVING = "$text-success"
SAVING_BESIDE_FROM = 54
"""Columns the panel must have for the saving to stand beside the price."""
COLUMN = 9
LABEL = 11
BRIEF_LINES = 7
"""Of the panel where it lies under the grid."""


@dataclass(frozen=True)
class CostView:
    """Everything the panel shows."""

    subject: str = ""
    """What the figures are of: "8 cells marked"."""
    mode: Mode = Mode.FULL
    via: Via = Via.REALTIME
    kinds: tuple[tuple[str, bool], ...] = ()
    """(title, switched on)."""
    quote: Quote | None = None
    status: Status | None = None
    problem: str = ""
    """Why there is no quote; empty where there is simply nothing to write."""
    counting: Counts | None = None
    """How far the exact count is that goes on; None while none does."""


class Room(Enum):
    """How much of it there is for the panel."""

    AMPLE = "ample"
    LOW = "low"
    """Few lines: no blank ones between."""
    UNDER_THE_GRID = "under the grid"
    """As few lines as can be, and wide ones."""


class CostPanel(Words):
    """A few lines of figures."""

    DEFAULT_CSS = """
    CostPanel {
        height: auto; padding: 0 1;
        &.-pending { text-opacity: 60%; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._view = CostView()
        self._room = Room.AMPLE
        self._entitle()

    def show(self, view: CostView) -> None:
        """Show other figures, choices or status."""
        self._view = view
        self._refill()

    def renew(self, view: CostView) -> None:
        """As `show`, but for a count that goes on."""
        self.show(replace(view, counting=self._view.counting))

    def show_quote(self, quote: Quote | None, problem: str = "") -> None:
        """The figures asked for have come; None where there are none, because of a `problem`."""
        self.remove_class("-pending")
        self.show(replace(self._view, quote=quote, problem=problem))

    def show_counting(self, counts: Counts | None) -> None:
        """How far the exact count is; None where none goes on."""
        self.show(replace(self._view, counting=counts))

    def be_pending(self) -> None:
        """Say that the figures are of an earlier selection, and new ones on their way."""
        self.add_class("-pending")
        self._entitle()

    def take_room(self, room: Room) -> None:
        """How many lines the screen has for it."""
        self._room = room
        self._refill()

    def on_resize(self) -> None:
        """Another width: lines wrap otherwise."""
        self._refill()

    def _entitle(self) -> None:
        subject = "calculating…" if self.has_class("-pending") else one_line(self._view.subject)
        if counts := self._view.counting:
            wait = f", waits {counts.wait:.0f} s" if counts.wait else ""
            subject = f"counting {counts.counted} of {counts.countable}{wait} (e stops)"
        title = Content(f"Cost · {subject}" if subject else "Cost").markup
        if self.border_title != title:
            self.border_title = title

    def _refill(self) -> None:
        self._entitle()
        self.say(cost_content(self._view, self._room, self.content_size.width or 76))


def cost_content(view: CostView, room: Room, width: int) -> Content:
    """The panel's text, `width` columns wide."""
    if room is Room.UNDER_THE_GRID:
        return Content("\n").join(_brief(view, width))
    low = room is Room.LOW
    blocks = [
        _chosen(view, width, low=low),
        _figures(view, width, low=low),
        _advice(view, width),
        _month(view),
    ]
    between = "\n\n" if room is Room.AMPLE else "\n"
    return Content(between).join(Content("\n").join(block) for block in blocks if block)


def _chosen(view: CostView, width: int, *, low: bool) -> list[Content]:
    return [
        Content.assemble(_label("write"), _choice(MODES, view.mode)),
        hang(_label("kinds"), _kinds_in_few_words(view) if low else _kinds(view), width),
        Content.assemble(_label("send"), _choice(VIAS, view.via)),
        hang(_label("model"), _model(view, low=low), width),
    ]


def _brief(view: CostView, width: int) -> list[Content]:
    """Always as many lines, so that nothing beneath moves with the cursor."""
    month = _month(view)
    choice = Content.assemble(_choice(BRIEF_MODES, view.mode), "  ", _choice(VIAS, view.via))
    gap = Content(" " * max(2, width - choice.cell_length - (month[0].cell_length if month else 0)))
    lines = [Content.assemble(choice, gap, month[0]) if month else choice]
    lines += _figures(view, width, beside=True)
    lines += _cut(_advice(view, width), width, BRIEF_LINES - len(lines))
    lines += [Content("")] * (BRIEF_LINES - len(lines))
    return [line.truncate(width, ellipsis=True) for line in lines]


def _cut(parts: list[Content], width: int, lines: int) -> list[Content]:
    """A line of each part, and of the first ones more where there is room."""
    shown: list[Content] = []
    for number, part in enumerate(parts, 1):
        room = lines - len(shown) - (len(parts) - number)
        whole = part.split("\n")
        kept = whole[: max(1, room)]
        if len(kept) < len(whole):
            kept[-1] = Content.assemble(kept[-1].truncate(width - 2), " …")
        shown += kept
    return shown[:lines]


def _label(text: str) -> Content:
    return _muted(f"{text:<{LABEL - 3}}")


def _muted(text: str) -> Content:
    return Content.styled(text, MUTED)


def _choice(names: Mapping[Mode, str] | Mapping[Via, str], chosen: Mode | Via) -> Content:
    """All of a few, the chosen one marked by brackets as well as colour."""
    parts = [
        Content.styled(f"[{name}]", "bold $text-success")
        if value is chosen
        else _muted(f" {name} ")
        for value, name in names.items()
    ]
    return Content("").join(parts)


def _kinds(view: CostView) -> Content:
    on = [one_line(title).lower() for title, switched in view.kinds if switched]
    off = len(view.kinds) - len(on)
    return Content.assemble(", ".join(on) or "none", _muted(f"  ({off} off)" if off else ""))


def _kinds_in_few_words(view: CostView) -> Content:
    off = [one_line(title).lower() for title, switched in view.kinds if not switched]
    if not off or len(off) == len(view.kinds):
        return Content("none" if off or not view.kinds else f"all {len(view.kinds)}")
    if len(off) <= 2:
        return Content.assemble("all but ", ", ".join(off))
    return Content(f"{len(view.kinds) - len(off)} of {len(view.kinds)}")


def _model(view: CostView, *, low: bool) -> Content:
    model = view.quote.estimate.model if view.quote else view.status.model if view.status else ""
    rates = view.quote.estimate.rates if view.quote else None
    if rates and low:
        words = f" {rate(rates.input)}/{rate(rates.output)} a million"
        return Content.assemble(one_line(model), _muted(words))
    words = f"  {_per_million(rates, Via.REALTIME)}, half of it by batch" if rates else ""
    if rates and rates.batch_input * 2 != rates.input:
        words = f"  {_per_million(rates, Via.REALTIME)}; batch {_per_million(rates, Via.BATCH)}"
    return Content.assemble(one_line(model), _muted(words))


def _per_million(rates: Rates, via: Via) -> str:
    if via is Via.BATCH:
        return f"{rate(rates.batch_input)} in, {rate(rates.batch_output)} out per million"
    return f"{rate(rates.input)} in, {rate(rates.output)} out per million"


def _figures(
    view: CostView, width: int, *, beside: bool = False, low: bool = False
) -> list[Content]:
    """Tokens and prices, low, likely and high; `beside`: tokens and rates right of the prices."""
    if view.problem:
        return []
    if view.quote is None:
        asked = view.subject or not view.status
        return [_muted("Reading the scores…" if asked else "Nothing to write here.")]
    estimate = view.quote.estimate
    if not estimate.requests:
        return [_muted("Nothing to write here.")]
    head = "".join(f"{word:>{COLUMN}}" for word in ("low", "likely", "high"))
    words = one_line(estimate.model) if beside else ""
    if estimate.counted:
        told = f"{estimate.counted} of {estimate.requests} counted"
        words += f" ({told})" if beside else f"{told} exactly"
    elif estimate.guess:
        words += " (a guess)" if beside else "a guess: not measured yet"
    lines = [
        Content.assemble(
            (f"{plural(estimate.requests, 'report'):<{LABEL}}", "bold"),
            _muted(head + (f"   {words}" if words else "")),
        )
    ]
    if low:
        lines.append(Content.assemble(_muted(f"{'tokens':<{LABEL}}"), _likely_tokens(estimate)))
    elif not beside:
        lines.append(_line("tokens in", estimate.input_tokens))
        lines.append(_line("tokens out", estimate.output_tokens))
    for via, priced in ((Via.REALTIME, estimate.standard), (Via.BATCH, estimate.batch)):
        lines.append(_priced(via, priced, chosen=via is view.via) + _beside(via, estimate, beside))
    if width < SAVING_BESIDE_FROM and (saved := _saved(estimate)):
        lines[-1] = _priced(Via.BATCH, estimate.batch, chosen=view.via is Via.BATCH)
        lines.append(Content.styled(f"  saves {money(saved)}".rjust(LABEL + 3 * COLUMN), SAVING))
    return lines


def _line(label: str, span: Span) -> Content:
    figures = "".join(f"{tokens(n):>{COLUMN}}" for n in (span.low, span.likely, span.high))
    return Content.assemble(_muted(f"{label:<{LABEL}}"), figures)


def _priced(via: Via, priced: Money | None, *, chosen: bool) -> Content:
    label, style = f"{VIAS[via].lower():<{LABEL}}", "bold" if chosen else MUTED
    if priced is None:
        return Content.assemble((label, style), ("  no price known", "$text-warning"))
    figures = [f"{money(usd):>{COLUMN}}" for usd in (priced.low, priced.likely, priced.high)]
    return Content.styled(label + "".join(figures), style)


def _beside(via: Via, estimate: Estimate, wide: bool) -> Content:
    """What stands right of a price: the saving, and where lines are wide what it rests on."""
    rates = f"   {_per_million(estimate.rates, via)}" if estimate.rates and wide else ""
    if via is Via.REALTIME:
        return _muted(rates)
    saved = _saved(estimate)
    saving = f"   saves {money(saved)}" if saved else ""
    likely = f"   {_likely_tokens(estimate)}" if wide else ""
    return Content.assemble((saving, SAVING), _muted(likely))


def _likely_tokens(estimate: Estimate) -> str:
    sent, back = tokens(estimate.input_tokens.likely), tokens(estimate.output_tokens.likely)
    return f"{sent} in, {back} out"


def _saved(estimate: Estimate) -> Decimal | None:
    """What batch saves most likely; None where it saves nothing or nobody knows."""
    if estimate.standard is None or estimate.batch is None:
        return None
    saved = estimate.standard.likely - estimate.batch.likely
    return saved if saved > 0 else None


def _advice(view: CostView, width: int) -> list[Content]:
    if view.problem:
        return hang(
            Content(""), Content.styled(one_line(view.problem), "$text-error"), width
        ).split("\n")
    warning = view.status.model_warning if view.status else ""
    warned = [Content.styled(one_line(f"{warning}: press M"), "$text-warning")] if warning else []
    if view.quote is None:
        return warned
    quote, advice = view.quote, view.quote.advice
    lines = warned
    if quote.refusal:
        lines.append(Content.styled(sentence(quote.refusal), "$text-warning"))
    if not quote.estimate.requests:
        return lines
    way = Content.assemble((VIAS[advice.via], "bold $text-accent"), f". {sentence(advice.reason)}")
    lines.append(hang(_label("advice"), way, width))
    when = advice.batch_when if view.via is Via.BATCH else advice.realtime_when
    if when:
        lines.append(hang(_label("when"), Content(sentence(when)), width))
    return lines


def _month(view: CostView) -> list[Content]:
    status = view.status
    if status is None:
        return []
    if status.pretend:
        return [_muted("pretend money: costs nothing")]
    cap = f" of {money(status.monthly_cap)}" if status.monthly_cap is not None else ""
    doubt = status.in_doubt_this_month
    more = f", {money(doubt)} more may have been billed" if doubt else ""
    return [_muted(f"{money(status.spent_this_month)}{cap} this month{more}")]
