# Por qué no se aceptó un archivo: una frase por cada código de server/studies, server/render y server/workers.
# Qué pasó y, si hay algo que hacer, qué hacer. Nunca un nombre de dentro del archivo.

## No es DICOM, o no es una imagen

file-not-dicom = Este no es un archivo DICOM.
file-empty-file = Este archivo está vacío. Puede que no se haya copiado entero.
file-not-an-image = En este archivo no hay ninguna imagen.
file-media-directory = Este es el índice de un disco. No hace falta: añada las imágenes mismas.
file-no-pixel-data = En este archivo falta la imagen.

## Dañado

file-truncated = Este archivo termina demasiado pronto. Puede que no se haya copiado entero: cópielo de nuevo.
file-pixel-data-truncated = La imagen de este archivo termina demasiado pronto. Copie el archivo de nuevo.
file-frames-missing = Este archivo contiene menos imágenes de las que dice. Cópielo de nuevo.
file-no-transfer-syntax = Este archivo no dice cómo está escrito. Expórtelo de nuevo.
file-bad-element = Este archivo está dañado: una parte no se puede leer. Cópielo o expórtelo de nuevo.
file-broken-sequence = Este archivo está dañado: sus partes no encajan. Cópielo o expórtelo de nuevo.
file-broken-fragments = La imagen de este archivo está dañada. Cópielo o expórtelo de nuevo.
file-bad-deflate = Este archivo comprimido está dañado. Cópielo de nuevo.
file-bad-codestream = La imagen comprimida de este archivo está dañada.
file-bad-rle = La imagen comprimida de este archivo está dañada.
file-codestream-mismatch = La imagen de este archivo no tiene el tamaño que el archivo dice.
file-unreadable-header = Este archivo está dañado: lo que dice de su imagen no se puede leer.
file-unreadable-pixels = La imagen de este archivo no se puede leer.
file-bad-geometry = Este archivo no dice de qué tamaño es su imagen.
file-bad-frame-count = Este archivo no dice cuántas imágenes contiene.
file-bad-palette = Los colores de esta imagen faltan o están dañados.
file-bad-lookup-table = Una tabla de brillo de esta imagen está dañada.
file-bad-rescale = No se sabe qué significan los valores de esta imagen: su escala es cero o no es un número.
file-no-such-frame = No hay tal imagen en este archivo.
file-no-such-resolution = Esta imagen no contiene ninguna versión más pequeña de sí misma.
file-window-width = Esta ventana es demasiado estrecha para mostrar algo.

## Todavía no admitido

file-unsupported-transfer-syntax = Esta imagen está comprimida de un modo que no se admite.
file-unsupported-photometric = El tipo de color de esta imagen no se admite.
file-unsupported-bits = La profundidad de esta imagen no se admite.

## Demasiado grande, o hecho para dañar

file-frame-too-large = Esta imagen es demasiado grande para abrirla sin riesgo.
file-too-many-frames = Este archivo dice contener más imágenes de las que puede ser verdad.
file-nested-too-deep = Este archivo está anidado más de lo que un archivo honesto está nunca.
file-too-many-elements = Este archivo tiene más partes de las que un archivo honesto tiene nunca.
file-scan-too-long = Comprobar este archivo duró demasiado.
file-header-too-large = La descripción de este archivo es demasiado grande.
file-inflates-too-much = Este archivo se descomprime en mucho más de lo debido.
file-decoder-crashed = Esta imagen hizo fallar a su descodificador. Nada más sufrió daño.
file-decoder-timed-out = Abrir esta imagen duró demasiado.
file-decoder-out-of-memory = Esta imagen necesita más memoria de la permitida.
file-instance-given-up = Esta imagen falló varias veces; se volverá a intentar dentro de unos minutos.
file-sealed-object = Lo guardado de esta imagen ha sido cambiado o dañado. No se muestra, y el registro lo dice.

## Archivos comprimidos

file-not-a-zip = Este no es un archivo zip, o está dañado.
file-broken-archive = Este archivo zip está dañado. Cópielo de nuevo.
file-unreadable-archive = Este archivo zip no se puede leer.
file-archive-too-many-files = Este archivo zip contiene demasiados archivos. Ponga menos en cada uno.
file-archive-unsafe-name = Esta entrada del archivo zip tiene un nombre que apunta a otro sitio; se dejó fuera.
file-archive-link = Esta entrada del archivo zip es un enlace, no un archivo; se dejó fuera.
file-archive-encrypted = Esta entrada del archivo zip está protegida con contraseña. Empaquétela sin ella.
file-archive-method = Esta entrada del archivo zip está empaquetada de un modo que no se admite.
file-archive-ratio = Esta entrada del archivo zip se descomprime en mucho más de lo debido.
file-archive-nested = Dentro hay otro archivo comprimido. Descomprímalo primero.
file-archive-duplicate-name = Otra entrada del archivo zip tiene el mismo nombre; esta se dejó fuera.
file-archive-member-too-large = Esta entrada del archivo zip es demasiado grande.
file-archive-size-lie = Esta entrada del archivo zip no tiene el tamaño que dice.
file-archive-checksum = Esta entrada del archivo zip está dañada: su suma de control no coincide.
file-no-such-member = No hay tal entrada en el archivo zip.
