# Lo que distingue una pila de imágenes y lo que tiene de particular (server/studies/notes.py).

## Qué parte de su serie

part = { $by ->
    [size] tamaño { $number } de { $count }
    [photometric] color { $number } de { $count }
    [orientation] orientación { $number } de { $count }
    [stack] pila { $number } de { $count }
    [segment] segmento { $number } de { $count }
    [echo] eco { $number } de { $count }
    [energy] energía { $number } de { $count }
    [time] tiempo { $number } de { $count }
    [trigger] fase cardiaca { $number } de { $count }
    [layer] capa { $number } de { $count }
    [spacing] escala { $number } de { $count }
    [gradient] dirección de difusión { $number } de { $count }
    [kernel] reconstrucción { $number } de { $count }
    [acquisition] adquisición { $number } de { $count }
    [moment] pasada { $number } de { $count }
    [turn] pasada { $number } de { $count }
   *[other] parte { $number } de { $count }
}
part-b-value = b { $value }
part-echo-time = TE { $value } ms
part-inversion-time = TI { $value } ms
part-flavor = { $value ->
    [M] magnitud
    [P] fase
    [R] parte real
    [I] parte imaginaria
    [WATER] agua
    [FAT] grasa
    [IN_PHASE] en fase
    [OUT_PHASE] fuera de fase
   *[other] { $value }
}

## Lo que tiene de particular

note-gap = { $missing ->
    [one] falta 1 corte entre { $after } y { $before }
   *[other] faltan { $missing } cortes entre { $after } y { $before }
}
note-more-gaps = { $missing ->
    [one] falta 1 corte más en otro lugar
   *[other] { $count ->
        [one] faltan { $missing } cortes más en otro lugar
       *[other] faltan { $missing } cortes más en otros { $count } lugares
    }
}
note-uneven-spacing = la distancia entre cortes varía: de { $least_mm } a { $most_mm } mm
note-duplicate-positions = { $places ->
    [one] { $images } imágenes ocupan una sola posición, desde la imagen { $first }
   *[other] { $images } imágenes ocupan { $places } posiciones, desde la imagen { $first }
}
note-duplicate-instances = archivos repetidos omitidos: { $count }
note-not-in-space = imágenes que no indican su posición: { $count }; orden por número
note-one-place = todas las imágenes del mismo lugar, en orden de tiempo
note-rotating = la vista gira de imagen en imagen
note-tiles = teselas de una imagen mayor: { $across } × { $down }
