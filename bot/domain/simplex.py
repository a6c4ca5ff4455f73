"""The downhill simplex of Nelder and Mead (The Computer Journal 7, 1965): a minimum without derivatives."""

from collections.abc import Callable, Sequence

Point = tuple[float, ...]
Function = Callable[[Point], float]
Corner = tuple[float, Point]


def minimum(
    function: Function, start: Sequence[float], *, step: float, fine: float, most: int
) -> Point | None:
    """Where the function is least, from a simplex of this step around the start; None when `most` turns do not do.

    It ends when neither the values nor the corners differ by more than `fine`.
    """
    first = tuple(start)
    corners = [first, *(_shifted(first, place, step) for place in range(len(first)))]
    simplex: list[Corner] = sorted((function(each), each) for each in corners)
    for _ in range(most):
        if _small(simplex, fine):
            return simplex[0][1]
        simplex = sorted(_turned(simplex, function))
    return None


def _shifted(point: Point, place: int, step: float) -> Point:
    return tuple(each + step * (at == place) for at, each in enumerate(point))


def _small(simplex: Sequence[Corner], fine: float) -> bool:
    best, worst = simplex[0], simplex[-1]
    spread = max(
        abs(each - least) for _, point in simplex for each, least in zip(point, best[1], strict=True)
    )
    return worst[0] - best[0] <= fine and spread <= fine


def _centre(points: Sequence[Point]) -> Point:
    return tuple(sum(values) / len(points) for values in zip(*points, strict=True))


def _turned(simplex: Sequence[Corner], function: Function) -> list[Corner]:
    """The simplex with a better corner in place of its worst, or drawn together around its best."""
    *kept, worst = simplex
    centre = _centre([point for _, point in kept])

    def at(factor: float) -> Corner:
        """As far beyond the centre as the worst corner lies before it, times the factor."""
        point = tuple(c + factor * (c - w) for c, w in zip(centre, worst[1], strict=True))
        return function(point), point

    mirrored = at(1.0)
    if mirrored[0] < simplex[0][0]:
        return [*kept, min(mirrored, at(2.0))]
    if mirrored[0] < kept[-1][0]:
        return [*kept, mirrored]
    inner = at(0.5) if mirrored[0] < worst[0] else at(-0.5)
    return [*kept, inner] if inner[0] < min(mirrored[0], worst[0]) else _drawn(simplex, function)


def _drawn(simplex: Sequence[Corner], function: Function) -> list[Corner]:
    """Every corner half way to the best."""
    best, *others = simplex
    halves = [tuple((b + p) / 2 for b, p in zip(best[1], point, strict=True)) for _, point in others]
    return [best, *((function(half), half) for half in halves)]
