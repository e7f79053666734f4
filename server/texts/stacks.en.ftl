# What sets a stack of pictures apart, and what is odd about it (server/studies/notes.py).

## Which part of its series

part = { $by ->
    [size] size { $number } of { $count }
    [photometric] coloring { $number } of { $count }
    [orientation] direction { $number } of { $count }
    [stack] stack { $number } of { $count }
    [segment] segment { $number } of { $count }
    [echo] echo { $number } of { $count }
    [energy] energy { $number } of { $count }
    [time] time { $number } of { $count }
    [trigger] heart phase { $number } of { $count }
    [layer] layer { $number } of { $count }
    [spacing] scale { $number } of { $count }
    [gradient] diffusion direction { $number } of { $count }
    [kernel] reconstruction { $number } of { $count }
    [acquisition] acquisition { $number } of { $count }
    [moment] pass { $number } of { $count }
    [turn] pass { $number } of { $count }
   *[other] part { $number } of { $count }
}
part-b-value = b { $value }
part-echo-time = TE { $value } ms
part-inversion-time = TI { $value } ms
part-flavor = { $value ->
    [M] magnitude
    [P] phase
    [R] real part
    [I] imaginary part
    [WATER] water
    [FAT] fat
    [IN_PHASE] in phase
    [OUT_PHASE] out of phase
   *[other] { $value }
}

## What is odd about it

note-gap = { $missing ->
    [one] 1 slice missing between { $after } and { $before }
   *[other] { $missing } slices missing between { $after } and { $before }
}
note-more-gaps = { $missing ->
    [one] 1 more slice missing in another place
   *[other] { $count ->
        [one] { $missing } more slices missing in another place
       *[other] { $missing } more slices missing in { $count } other places
    }
}
note-uneven-spacing = distance between slices varies: { $least_mm } to { $most_mm } mm
note-duplicate-positions = { $places ->
    [one] { $images } pictures lie in one place, from image { $first } on
   *[other] { $images } pictures lie in { $places } places, from image { $first } on
}
note-duplicate-instances = repeated files left out: { $count }
note-not-in-space = pictures that do not say where they lie: { $count }; order by number
note-one-place = all pictures of one place, in order of time
note-rotating = the view turns from picture to picture
note-tiles = tiles of a larger picture: { $across } × { $down }
