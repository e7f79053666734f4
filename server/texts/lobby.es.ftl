# Quién viene y quién viene después: lo que sabe la sala de espera, personas añadidas mientras otras hablan. Lo leen los invitados y el anfitrión.

comes-as-interpreter = intérprete
comes-as-relative = familiar
comes-as-other = acompañante

## Añadir a alguien

add-somebody = Añadir a alguien…
add-title = Añadir a alguien a esta consulta
add-intro = Todos en la sala saben quién viene antes de que usted le deje entrar, y pueden oponerse. Nadie ha aceptado todavía que vea imágenes.
add-who = ¿Quién viene?
add-as-interpreter = Un intérprete
add-as-relative = Un familiar
add-as-other = Otra persona que escucha
add-as-specialist = Otro especialista
add-what-observer = Oye y lee lo que se dice. Ve imágenes solo si el paciente acepta, y nunca las mueve ni escribe.
add-what-specialist = Escribe y, cuando el paciente acepta, ve imágenes, señala y dibuja.
add-name = Nombre, como lo leen todos
add-name-missing = Escriba primero el nombre.
add-now = Añadir
add-another = Añadir a otra persona
add-done = { $name } puede entrar con este enlace y un código. La sala ya lo sabe.
add-interpreter = Añadir un intérprete
add-relative = Añadir un familiar
guest-label-interpreter = Intérprete, como lo leen los demás
guest-label-relative = Familiar, como lo leen los demás
guest-label-other = Acompañante, como lo leen los demás
guest-hint-observer = Oye y lee lo que se dice; ve imágenes solo si el paciente acepta.

## Dicho a todos en la sala

announced = { $host } invita a { $name }
announced-interpreter = { $name } viene como intérprete y oye y lee lo que se dice aquí.
announced-relative = { $name } viene como familiar y oye y lee lo que se dice aquí.
announced-other = { $name } viene a escuchar: oye y lee lo que se dice aquí.
announced-specialist = { $name } viene como otro especialista, y aquí oye, lee y escribe.
announced-no-pictures = { $name } no ve ninguna de sus imágenes si usted no lo acepta.
announced-no-pictures-other = { $name } no ve imágenes si el paciente no lo acepta.
announced-pictures = El acuerdo actual permite que { $name } vea imágenes.
announced-fine = De acuerdo
announced-object = Prefiero que no
announced-objected = { $host } sabe que usted prefiere que { $name } no esté aquí.
announced-mind-no-more = Retirarlo
objects = { $names } prefiere que { $name } no esté aquí.
objects-how = { $name } no lo sabe. Usted decide quién entra y quién se queda.
objects-noted = Entendido
not-covered = El acuerdo no nombra a { $names }: no ve imágenes.
ask-wider = Preguntar otra vez a { $name }
line-invited = { $comes_as ->
    [interpreter] { $name } está invitado como intérprete
    [relative] { $name } está invitado como familiar
    [other] { $name } está invitado a escuchar
   *[none] { $name } está invitado como especialista
}
observer-listens = Usted escucha aquí. Lo que oye y lee se queda en esta sala.
entry-participant-added = { $who } invitó a { $name } a la consulta
entry-participant-objected = { $objects ->
    [false] { $who } ya no se opone a { $name }
   *[true] { $who } se opuso a { $name }
}
error-guests-full = { $most ->
    [one] Como mucho un invitado. Retire primero a alguien, o haga una segunda consulta.
   *[other] Como mucho { $most } invitados. Retire primero a alguien, o haga una segunda consulta.
}
dark-not-yet-more-observer = Usted ve imágenes solo si el paciente lo acepta.
dark-closing-more-observer = Las imágenes ya no se muestran a nadie aquí.
dark-paused-host-more-observer = El profesional ha guardado las imágenes un momento. La conversación continúa.
dark-blank-more-observer = La conversación continúa.

## La fecha de nacimiento: si un mensaje llegó a la persona correcta

birth-heading = Su fecha de nacimiento
birth-intro = Para que { $clinic } sepa que esta invitación llegó a la persona correcta. La comparamos una vez y no la guardamos.
birth-day = Día
birth-month = Mes
birth-year = Año
birth-for-another = ¿Está aquí por un niño u otro paciente? Entonces la suya.
birth-missing = Complete día, mes y año, o siga sin ella.
birth-submit = Ir a la sala de espera
birth-checking = Comprobando…
birth-cannot = No puedo decirla con exactitud
error-bad-birth-date = { $field ->
    [year] Escriba el año con cuatro cifras, como 1985.
    [month] Elija el mes.
   *[day] No existe ese día en ese mes.
}
error-wrong-birth-date = { $left ->
    [one] No es la fecha que tenemos. Revise las tres partes; puede intentarlo una vez más.
   *[other] No es la fecha que tenemos. Revise las tres partes; puede intentarlo { $left } veces más.
}
error-birth-date-needed = Diga primero su fecha de nacimiento, o siga sin ella.
error-birth-doubted = No es seguro que sea el paciente. Diga primero cómo lo sabe.

## Cómo vino alguien, para el anfitrión

came-link-hand = enlace dado por usted
came-link-mail = enlace por correo
came-link-text = enlace por mensaje de texto
came-code-read = código leído por usted
came-code-mail = código por correo
came-code-text = código por mensaje de texto
came-device-new = dispositivo nuevo
came-device-known = ya estuvo aquí con este dispositivo
came-device-nth = dispositivo número { $claim } con este enlace
birth-is-matched = La fecha de nacimiento coincide con la de las imágenes
birth-is-unknown = Fecha de nacimiento: no se pudo comparar. Pregúntesela a { $name } y compárela usted.
birth-is-mismatch = Fecha de nacimiento: otra, tres veces. No se muestra ninguna imagen a { $name }.
birth-is-unsaid = Fecha de nacimiento: no la dijo. No se muestra ninguna imagen a { $name }.
birth-is-overridden = Fecha de nacimiento: usted respondió por { $name }
vouch-ask = Sé quién es…
vouch-title = Es { $name }
vouch-intro = La fecha de nacimiento no coincidió o no se dijo. Cuando diga cómo sabe que es { $name }, las imágenes pueden mostrarse como a cualquier paciente. Sus palabras quedan en el registro.
vouch-reason = ¿Cómo lo sabe?
vouch-hint = Por ejemplo: vi el documento de identidad en la videollamada.
vouch-missing = Escriba primero cómo lo sabe.
vouch-now = Responder por { $name }
call-guest = Avisar de que llamo a { $name }
call-said = Desde las { $time } { $name } lee que usted llama.
wait-called = { $host } le llama ahora por teléfono. Puede dejar abierta esta página.
entry-birth-compared = { $result ->
    [matched] { $who } dio la fecha de nacimiento de las imágenes
    [unknown] { $who } dio una fecha de nacimiento; las imágenes no tienen ninguna con la que comparar
    [unsaid] { $who } no pudo dar la fecha de nacimiento
   *[mismatch] { $who } dio otra fecha de nacimiento que la de las imágenes
}
entry-birth-overridden = { $who } respondió por { $name } a pesar de la fecha de nacimiento
entry-guest-call-promised = { $who } avisó a { $name } de que llama

## The word that is said aloud in the waiting room, beside its number

lobby-word = { $word ->
    [acorn] bellota
    [anchor] ancla
    [apple] manzana
    [arrow] flecha
    [basket] cesta
    [beach] playa
    [bell] campana
    [bird] pájaro
    [boat] barco
    [book] libro
    [bread] pan
    [bridge] puente
    [brush] cepillo
    [bucket] cubo
    [butter] mantequilla
    [button] botón
    [cake] pastel
    [camel] camello
    [candle] vela
    [carpet] alfombra
    [castle] castillo
    [chair] silla
    [cherry] cereza
    [circle] círculo
    [clock] reloj
    [cloud] nube
    [clover] trébol
    [coffee] café
    [corn] maíz
    [cotton] algodón
    [crown] corona
    [desert] desierto
    [dolphin] delfín
    [door] puerta
    [dragon] dragón
    [drum] tambor
    [eagle] águila
    [elbow] codo
    [engine] motor
    [falcon] halcón
    [feather] pluma
    [fence] valla
    [field] campo
    [flag] bandera
    [flower] flor
    [forest] bosque
    [fountain] fuente
    [fox] zorro
    [garden] jardín
    [ginger] jengibre
    [grape] uva
    [guitar] guitarra
    [hammer] martillo
    [harbor] puerto
    [hat] sombrero
    [honey] miel
    [horse] caballo
    [island] isla
    [jacket] chaqueta
    [jungle] selva
    [kettle] tetera
    [kitchen] cocina
    [ladder] escalera
    [lake] lago
    [lantern] farol
    [lemon] limón
    [lion] león
    [marble] mármol
    [market] mercado
    [meadow] prado
    [milk] leche
    [mirror] espejo
    [mountain] montaña
    [mushroom] seta
    [needle] aguja
    [ocean] océano
    [olive] aceituna
    [onion] cebolla
    [orange] naranja
    [owl] búho
    [paper] papel
    [parrot] loro
    [pencil] lápiz
    [penguin] pingüino
    [pepper] pimienta
    [piano] piano
    [pillow] almohada
    [pocket] bolsillo
    [rabbit] conejo
    [rainbow] arcoíris
    [river] río
    [rocket] cohete
    [saddle] montura
    [salmon] salmón
    [silver] plata
    [spoon] cuchara
    [summer] verano
    [table] mesa
    [tiger] tigre
    [tomato] tomate
    [tractor] tractor
    [tulip] tulipán
    [turtle] tortuga
    [umbrella] paraguas
    [velvet] terciopelo
    [violin] violín
    [wagon] vagón
    [whale] ballena
    [window] ventana
    [zebra] cebra
   *[other] { $word }
}
