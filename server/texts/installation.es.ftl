### La instalación: estado, el registro entero, qué se guarda, qué puede ser una consulta

nav-installation = Instalación
installation-what = Cómo está este servidor, si su registro está completo y qué reglas rigen. Aquí no se muestra ninguna imagen ni ningún paciente.

health-heading = ¿Está bien?
health-fine = Todo está bien
health-attention = { $count ->
    [one] 1 cosa que revisar
   *[other] { $count } cosas que revisar
}
health-stop = No está listo para recibir a nadie
health-ok = bien
health-when = Consultado: { $time }; se consulta de nuevo por sí solo.
health-version = Versión
health-is-clock = Reloj
health-is-database = Base de datos
health-is-draining = Abierto a las personas
health-is-memory = Memoria que contiene imágenes
health-is-record = El registro
health-is-shared = Lo que comparten varias máquinas
health-is-storage = Almacén de estudios
health-is-witness = Testigo del registro
health-is-workers = Procesos que leen archivos
health-code-clock-off = El reloj está mal. Ajústelo por la red antes de la próxima consulta.
health-code-clock-uncertain = El reloj puede estar más desviado de lo debido.
health-code-clock-not-measured = Nada mide el reloj. Instale un servicio de hora.
health-code-schema-outdated = La base de datos es de otra versión. Ejecute lightbox migrate.
health-code-draining = Se está deteniendo: quien está dentro sigue, nadie nuevo entra.
health-code-no-witness = No hay ninguno: no se notaría si se repusiera una copia antigua de los datos.
health-code-witness-unavailable = No se puede escribir.
health-code-storage-full = El disco está casi lleno. Se rechazan estudios nuevos.
health-code-storage-unavailable = El almacén no responde. Las salas siguen con lo que tienen a mano.
health-code-database-unavailable = La base de datos no responde.
health-code-log-unavailable = No se puede escribir. No se muestra ninguna imagen hasta que se pueda.
health-code-shared-unavailable = Redis no responde. Las salas de esta máquina siguen.
health-code-workers-unavailable = No responden. No se puede leer ningún archivo nuevo.
health-code-timed-out = Sin respuesta en tres segundos.
health-code-core-dumps = El sistema puede escribir la memoria en un archivo tras un fallo.
health-code-tracing = Otros programas de esta cuenta pueden leer la memoria.
health-code-freed-memory = La memoria no se sobrescribe al devolverla.
health-code-swapped-out = Una parte de la memoria está en el disco de intercambio.

whole-heading = El registro
whole-entries = { $count ->
    [one] 1 anotación hasta ahora
   *[other] { $count } anotaciones hasta ahora
}
whole-what = Cada anotación se puede comparar con lo que se escribió, todas con un árbol, y el árbol con su testigo fuera de la carpeta de datos. Que usted miró también es una anotación.
whole-look = Comprobar todo el registro
whole-looking = Comprobando cada anotación…
whole-fine = { $count ->
    [one] La única anotación está como se escribió y no falta ninguna.
   *[other] Las { $count } anotaciones están como se escribieron y no falta ninguna.
}
whole-broken = El registro no es lo que se escribió. Las consultas siguen; averigüe ahora por qué.
whole-when = Comprobado
whole-changed = Anotaciones cambiadas
whole-none = ninguna
whole-more = { $count ->
    [one] y 1 más
   *[other] y { $count } más
}
whole-number = { $count }
whole-tree = Árbol
whole-tree-same = el que este servidor ha construido
whole-tree-other = otro que el que este servidor ha construido
whole-witness = Testigo
whole-witness-ok = coincide
whole-witness-none = no hay ninguno
whole-witness-log-rolled-back = conoce anotaciones que ya no están: se repuso una copia antigua
whole-witness-log-forked = conoce otras anotaciones: este es otro registro
whole-witness-witness-not-ours = no es de esta instalación
whole-witness-witness-missing = ha desaparecido
whole-witness-witness-unavailable = no se puede leer
whole-erased = Palabras retiradas al cumplirse su plazo
whole-root = Raíz del árbol
whole-do = No borre ni reponga nada. Guarde una copia de la carpeta de datos tal como está y siga «The witness» en la guía de operación.

kept-for-heading = Cuánto se guarda cada cosa
kept-for-studies = Estudios
kept-for-chats = Conversaciones
kept-for-notes = Notas
kept-for-records = Registros de consultas
kept-for-owner = hasta que su dueño los retire
kept-for-record = tanto como el registro
kept-for-ever = hasta que alguien los retire
kept-for-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
kept-for-most = { $count ->
    [one] (su dueño puede conservar uno 1 día)
   *[other] (su dueño puede conservar uno { $count } días)
}
kept-for-years = { $count ->
    [one] 1 año
   *[other] { $count } años
}
kept-for-pictures = Las imágenes de una consulta se destruyen al terminar, diga lo que diga aquí.

rule-heading = Qué puede ser una consulta
rule-who = Quién viene
rule-required = { $role } (necesario)
rule-minutes = Duración
rule-minutes-are = { $minutes ->
    [one] 1 minuto, como máximo { $most }
   *[other] { $minutes } minutos, como máximo { $most }
}
rule-more-time = Más tiempo
rule-no-more-time = nada
rule-more-time-up-to = { $times ->
    [one] una vez, hasta { $most } min
   *[other] { $times } veces, hasta { $most } min cada una
}
rule-more-time-sizes = { $times ->
    [one] una vez: { $sizes } min
   *[other] { $times } veces: { $sizes } min
}
rule-grounds = Las imágenes se muestran
rule-links = Un enlace se abre en
rule-links-are = { $count ->
    [one] 1 dispositivo
   *[other] { $count } dispositivos
}
rule-doors = Las puertas se abren
rule-doors-are = { $count ->
    [0] al comienzo
    [one] 1 minuto antes del comienzo
   *[other] { $count } minutos antes del comienzo
}
rule-change = Estas reglas están en el archivo de la política. Lo cambia quien lleva la máquina; las consultas que ya existen conservan las suyas.
rule-digest = Huella de estas reglas
