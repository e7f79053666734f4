import numpy as np
import pytest

from server.studies.synthetic.anatomy.lung_trees import LOBES
from server.studies.synthetic.raster import CT_SPACING_MM, ct_columns, ct_rows
from server.studies.synthetic.thorax import SLICE_SPACING_MM, TOP_Z_MM, lungs_of
from server.studies.synthetic.trees import MURRAY, Tree
from tests.studies.synthetic.conftest import Made

pytestmark = pytest.mark.timeout(300)

TREES = [(kind, number) for kind in ("artery_trees", "vein_trees") for number in range(len(LOBES))]


@pytest.fixture(params=TREES, ids=lambda which: f"{which[0][:-6]} {LOBES[which[1]].name}")
def tree(request: pytest.FixtureRequest) -> Tree:
    kind, number = request.param
    found: Tree = getattr(lungs_of().trees, kind)[number]
    return found


def test_each_lobe_has_three_generations_of_wide_vessels(tree: Tree) -> None:
    """Three forks from the root the vessels are still 2 mm across: as wide as can be seen on a slice."""
    wide = tree.radius.mean(axis=1) > 1.0

    assert {0, 1, 2, 3} <= set(tree.generation[wide].tolist())
    assert tree.generation.max() >= 6


def test_branches_begin_where_their_parent_ends(tree: Tree) -> None:
    children = np.flatnonzero(tree.parent >= 0)

    assert np.allclose(tree.start[children], tree.end[tree.parent[children]])
    assert (tree.generation[children] == tree.generation[tree.parent[children]] + 1).all()


def test_vessels_taper(tree: Tree) -> None:
    children = np.flatnonzero(tree.parent >= 0)

    assert (tree.radius[:, 1] <= tree.radius[:, 0] * 1.02).all()
    assert (tree.radius[children, 0] <= tree.radius[tree.parent[children], 1]).all()


def test_forks_obey_murrays_law(tree: Tree) -> None:
    """The widths of two branches to Murray's power add up to about their parent's."""
    children = np.flatnonzero(tree.parent >= 0)
    carried = np.zeros(len(tree.parent))
    np.add.at(carried, tree.parent[children], tree.radius[children, 0] ** MURRAY)
    forks = carried > 0

    ratio = carried[forks] / tree.radius[forks, 1] ** MURRAY

    assert 0.75 < np.median(ratio) < 1.25


def test_three_generations_are_seen_in_the_voxels(made: Made) -> None:
    """Where the trees have their branches of generation 1, 2 and 3, the slices are bright in lung."""
    for generation in (1, 2, 3):
        middles = np.concatenate([one.middle[one.generation == generation] for one in lungs_of().trees.artery_trees])
        column = np.rint((middles[:, 0] - ct_columns()[0]) / CT_SPACING_MM).astype(int)
        row = np.rint((middles[:, 1] - ct_rows()[0]) / CT_SPACING_MM).astype(int)
        index = np.rint((TOP_Z_MM - middles[:, 2]) / SLICE_SPACING_MM).astype(int)

        assert np.median(made.volume[index, row, column]) > -100


def test_bronchi_carry_air_beside_their_artery() -> None:
    trees = lungs_of().trees

    assert len(trees.bronchi.start) > 200
    assert trees.bronchi.radius.min() > 0.4
