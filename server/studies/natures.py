"""How an image or a frame was made, where that sets it apart from others of the same place. PS3.3 C.8.3, C.8.13, C.8.15."""

from server.studies.fields import Fields
from server.terms.images import Nature

FLAVORS = {
    "M": "M", "MAGNITUDE": "M", "P": "P", "PHASE": "P", "PHASE MAP": "P", "PHASE_MAP": "P", "R": "R", "REAL": "R",
    "I": "I", "IMAGINARY": "I", "W": "WATER", "WATER": "WATER", "F": "FAT", "FAT": "FAT", "IP": "IN_PHASE",
    "IN_PHASE": "IN_PHASE", "INPHASE": "IN_PHASE", "OP": "OUT_PHASE", "OUT_PHASE": "OUT_PHASE",
    "OPP_PHASE": "OUT_PHASE", "OPPOSED_PHASE": "OUT_PHASE", "FF": "FAT_FRACTION", "FAT_FRACTION": "FAT_FRACTION",
    "WF": "WATER_FRACTION", "WATER_FRACTION": "WATER_FRACTION", "ADC": "ADC", "FA": "FA", "TRACEW": "TRACE",
    "TRACE": "TRACE", "T1 MAP": "T1_MAP", "T1_MAP": "T1_MAP", "T2 MAP": "T2_MAP", "T2_MAP": "T2_MAP",
    "T2_STAR_MAP": "T2_STAR_MAP", "VELOCITY": "VELOCITY", "SUBTRACTION": "SUBTRACTION", "MIP": "MIP",
    "MAX_IP": "MIP", "MIN_IP": "MIN_IP", "MINIP": "MIN_IP", "MPR": "MPR",
    "CBF": "CBF", "RCBF": "CBF", "CBV": "CBV", "RCBV": "CBV", "MTT": "MTT", "TTP": "TTP", "TMAX": "TMAX",
}  # fmt: skip
"""What an image type says is shown, in one spelling; words that are not here (ND, NORM, DIS2D) set nothing apart."""
_PURPOSE = 2  # values 1 and 2 of Image Type are pixel data and patient examination characteristics. C.7.6.1.1.2
_GROUPS = (
    "MRImageFrameTypeSequence", "CTImageFrameTypeSequence", "PETFrameTypeSequence", "XRay3DFrameTypeSequence",
    "USImageDescriptionSequence", "ParametricMapFrameTypeSequence",
)  # fmt: skip


def flavor_of(image_type: tuple[str, ...]) -> str:
    """What an image type says is shown: the first words we know, each once, joined by a space. C.8.3.1.1.1, C.8.16.1."""
    known = [FLAVORS[word] for word in (word.strip().upper() for word in image_type[_PURPOSE:]) if word in FLAVORS]
    return " ".join(dict.fromkeys(known))


def nature_of(fields: Fields) -> Nature:
    """The nature of a classic image, or of an enhanced one as a whole."""
    component = FLAVORS.get(fields.code("ComplexImageComponent").upper(), "")
    flavor = flavor_of(fields.codes("ImageType"))
    is_tube = fields.code("Modality").upper() == "CT"  # elsewhere every exposure finds its own voltage
    return Nature(
        flavor=flavor or (component if component != "M" else ""),
        energy=fields.decimal("KVP") if is_tube else None,
        b_value=fields.decimal("DiffusionBValue"),
        gradient=_rounded(fields.decimals("DiffusionGradientOrientation")),
        echo_ms=fields.decimal("EchoTime"),
        inversion_ms=fields.decimal("InversionTime"),
        kernel="\\".join(fields.codes("ConvolutionKernel"))[:64],
        trigger_ms=_first(fields, "TriggerTime", "FrameReferenceTime"),
        at_s=_moment(fields),
    )


def nature_of_group(group: Fields) -> Nature:
    """The nature of a frame by its functional groups; an empty `Nature` when they say nothing. PS3.3 C.8.13.5, C.8.15.3."""
    kinds = [item for name in _GROUPS if (item := group.first(name)) is not None]
    flavors = [flavor_of(item.codes("FrameType")) for item in kinds]
    parts = [FLAVORS.get(item.code("ComplexImageComponent").upper(), "") for item in kinds]
    echo, tube = group.first("MREchoSequence"), group.first("CTXRayDetailsSequence")
    diffusion, heart = group.first("MRDiffusionSequence"), group.first("CardiacSynchronizationSequence")
    gradient = diffusion.first("DiffusionGradientDirectionSequence") if diffusion else None
    return Nature(
        flavor=next((word for word in flavors if word), next((word for word in parts if word not in {"", "M"}), "")),
        energy=tube.decimal("KVP") if tube else None,
        b_value=diffusion.decimal("DiffusionBValue") if diffusion else None,
        gradient=_rounded(gradient.decimals("DiffusionGradientOrientation")) if gradient else (),
        echo_ms=echo.decimal("EffectiveEchoTime") if echo else None,
        trigger_ms=heart.decimal("NominalCardiacTriggerDelayTime") if heart else None,
    )


def _rounded(direction: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(value, 3) + 0.0 for value in direction[:3])


def _first(fields: Fields, *keywords: str) -> float | None:
    return next((value for keyword in keywords if (value := fields.decimal(keyword)) is not None), None)


def _moment(fields: Fields) -> float | None:
    """When the image was acquired: seconds of its day, None when the file does not say."""
    text = fields.code("AcquisitionTime") or fields.code("AcquisitionDateTime")[8:]
    digits = text.replace(":", "")
    clock, _, fraction = digits.partition(".")
    if len(clock) != 6 or not clock.isdigit() or not (fraction == "" or fraction[:6].isdigit()):
        return None
    seconds = int(clock[:2]) * 3600 + int(clock[2:4]) * 60 + int(clock[4:])
    return seconds + (float(f"0.{fraction[:3]}") if fraction else 0.0)
