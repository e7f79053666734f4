# Lo que lightbox render y lightbox describe dicen de los archivos, además de files.ftl.

pictures-not-shown-yet = { $kind }, aún no se muestra
pictures-made = { $made ->
    [one] 1 imagen hecha
   *[other] { $made } imágenes hechas
}{ $refused ->
    [0] .
    [one] , 1 rechazada.
   *[other] , { $refused } rechazadas.
}
pictures-nothing = Aquí no hay ningún archivo que ver.
pictures-study = Estudio { $number }: { $modalities } · { $series ->
    [one] 1 serie
   *[other] { $series } series
} · { $pictures ->
    [one] 1 imagen
   *[other] { $pictures } imágenes
}

## Por qué no se hizo una imagen

file-no-such-file = Ese archivo no existe.
file-not-a-file = Esto no es un archivo que se pueda leer.
file-file-unreadable = No se puede leer este archivo: quizá sea de otra persona.
file-no-such-window = Esta imagen no tiene una ventana con ese nombre. Hay: { $known }.
file-bad-window = Una ventana es un centro y un ancho (40,400), quizá con LINEAR, LINEAR_EXACT o SIGMOID; "auto"; o un nombre.
file-bad-frame = Un fotograma es un número desde 1, "middle" o "all".
file-bad-job = Esta línea no es una tarea: { $complaint }.
file-bad-output = Ese no es un nombre para una imagen.
file-outside-folder = Esto se escribiría fuera de la carpeta de salida.
file-output-is-input = La imagen sobrescribiría el archivo del que se hace.
file-output-not-written = No se puede escribir la imagen: { $error }.
file-archive-empty = No hay nada en este archivo zip.
