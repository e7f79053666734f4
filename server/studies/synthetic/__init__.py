"""The demo study the project makes itself with numpy, the same in every run; never a real patient's picture."""

from server.studies.synthetic.study import CINE_FRAMES, CT_SLICES, INSTANCES, NODULE, Nodule, demo_study, demo_volume

__all__ = ["CINE_FRAMES", "CT_SLICES", "INSTANCES", "NODULE", "Nodule", "demo_study", "demo_volume"]
