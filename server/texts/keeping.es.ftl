### Cuánto tiempo se guarda cada cosa y qué se borró: las palabras del escritorio.

keeping = Cuánto tiempo se guarda
kept-until = Este estudio se guarda hasta el { $when }. Después se destruye su clave y queda un recibo.
kept-longer-until = Guardarlo más tiempo, hasta
kept-longer-most = La clínica permite como máximo hasta el { $when }.
keep-longer = Guardarlo más tiempo
kept-now = Se guarda hasta el { $when }.
entry-study-kept = { $who } hizo guardar un estudio más tiempo
entry-chat-erased = Se borró lo escrito en esta consulta
entry-note-erased = Se borró la nota
entry-record-erased = Se borró el registro de esta consulta
erased-chat = La conversación se borró
erased-note = La nota se borró
erased-record = Este registro se borró
erased-chat-words = Lo que se escribió en esta consulta ya no puede leerse.
erased-note-words = La nota de esta consulta ya no puede leerse.
erased-record-words = Quién vino, qué se aceptó, a quién se mostraron qué imágenes y qué se escribió ya no puede leerse. Que hubo entradas, cuándo, y que nadie cambió su número ni su orden todavía puede probarse.
erased-why-lifetime = Terminó el tiempo durante el que la clínica lo guarda.
erased-why-asked = Se pidió a la clínica que lo borrara.
erased-items = { $count ->
    [0] No quedaba nada.
    [one] 1 fila cifrada, { $size }
   *[other] { $count } filas cifradas, { $size }
}
remains-proofs = Números y sumas de control de las entradas, que no dicen nada.
erased-changed = Alguien cambió este recibo. Lo fiable es la entrada del registro que habla de ello.
remains-until = Se guarda hasta el { $when }.
