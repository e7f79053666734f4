# The note of a consult, beside the picture and on its record.

note = Nota
note-placeholder = Qué se encontró, qué se dijo, qué sigue
note-new = Se guarda sola mientras escribe. Nadie la lee antes de que la firme.
note-loading = Un momento…
note-saved = Guardada { $time }. Un borrador hasta que la firme.
note-waiting = Guardando…
note-failed = Todavía sin guardar: no se llega al servidor. Se intenta de nuevo; deje esta página abierta.
note-conflict = Alguien escribió en esta nota en otra ventana. ¿Qué palabras valen?
note-keep-mine = Las mías
note-take-theirs = Las otras
note-ended = La consulta está cerrada: lo que se guardó antes queda como está. Todavía puede firmarlo.
note-left = La consulta se cerró antes de que se firmara la nota. Las palabras quedan como están; todavía puede firmarlas.
note-none = Nadie escribió una nota antes de que se cerrara la consulta.
note-stars = { $count ->
    [0] No hay ninguna imagen marcada. Marque vistas guardadas para que la nota las nombre.
    [one] Nombra la imagen que marcó.
   *[other] Nombra las { $count } imágenes que marcó.
}
note-write = Escribir
note-sign = Firmar…
note-sign-now = Firmar
note-code = Código de su autenticador
note-code-hint = Se gasta con esto. Lo firmado no cambia nunca; después puede enmendarlo.
note-signed-at = Versión { $version }, firmada { $time }
note-amend = Enmendar
note-amends = Esto enmienda la versión { $version }, que sigue legible.
note-pdf = PDF
note-part = La nota y lo que la acompaña

findings = Hallazgos en DICOM
findings-what = Lo dibujado, medido, marcado con estrella y firmado: estados de presentación, imágenes clave y un informe (TID 1500) para su archivo. Nombran al paciente y remiten a las imágenes; no contienen ninguna imagen.
findings-take = Llevarse…
findings-take-now = Llevarse
findings-code-hint = Se gasta con esto. Queda registrado quién se llevó qué y cuándo.
findings-taken = El archivo está en sus descargas.
