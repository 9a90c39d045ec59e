"""The grammar of codes: six ASCII digits after removing spaces and hyphens (rule L8)."""

import re
from typing import NewType

Code = NewType("Code", str)
"""Six ASCII digits, and nothing else."""

CODE_LENGTH = 6

_IGNORED = str.maketrans("", "", " -")
_CODE = re.compile(r"[0-9]{6}", re.ASCII)


def parse_code(submitted: str) -> Code | None:
    """The code in `submitted`, or None if it has another shape: a wrong code then, not an error.

    Full-width and other Unicode digits, signs, NUL and lone surrogates have another shape.
    """
    bare = submitted.translate(_IGNORED)
    return Code(bare) if _CODE.fullmatch(bare) else None
