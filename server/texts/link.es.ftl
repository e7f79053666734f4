# El enlace de un invitado camino de la puerta: detenido, pidiendo ayuda, ayudado. Lo leen los invitados y el anfitrión.

link-stopped-heading = Lo detuvimos por su seguridad
link-stopped = El código fue incorrecto cinco veces. Su enlace sigue siendo válido: pida un código nuevo a { $clinic }.
link-ask = Preguntar a la clínica
link-asked = { $clinic } ya sabe que usted necesita un código nuevo. Se lo leerán, normalmente por teléfono. Escríbalo aquí.

## El anfitrión

guest-asked = pide un código
link-call = { $name } está ante la puerta
link-call-asked = { $name } pide un código nuevo. Léaselo por teléfono; el mismo enlace sigue valiendo.
link-call-suspended = Se escribieron demasiados códigos incorrectos para { $name }. Si { $name } le llama, dé un código nuevo; el mismo enlace sigue valiendo.
link-help = Código nuevo para { $name }
link-code-other = Un código para otro dispositivo
link-code-show = Mostrar el código
link-code-show-for = Mostrar el código de { $name }
link-code-for = Código para { $name }
link-code-read = Léaselo a { $name }. Sirve una vez, durante { $time }.
entry-invite-asked = { $who } pidió un código a la clínica
entry-invite-late = { $who } abrió el enlace después del final; no se mostró nada
entry-invite-reinstated = { $who } permitió que el enlace de { $name } siga con un código nuevo

## Un segundo dispositivo

link-knock-heading = Otro dispositivo tiene su lugar
link-knock = Este enlace se abrió antes en otro dispositivo. { $clinic } decide cuál entra. Si los dos son suyos, dígalo.
link-knock-say = Cuando le pregunten, diga
link-knock-gone = Este dispositivo no entró
link-knock-gone-words = El profesional mantuvo el otro dispositivo. Si no era usted, llame a la clínica.
link-second-device = Un segundo dispositivo pide entrar con su enlace. Si no es suyo, dígaselo ahora al profesional.
link-knocks = Un segundo dispositivo para { $name }
link-knocks-how = Alguien demostró el enlace de { $name } y un código en otro dispositivo. Nadie entró y nadie salió. Pregunte a ambos qué palabra leen.
link-knock-word = ¿Qué palabra lee el segundo dispositivo?
link-knock-admit = Dejar entrar este en su lugar
link-knock-deny = Este dispositivo no
entry-guest-knocked = Un segundo dispositivo pidió el lugar de { $who }

# --- a page that was out of sight for five minutes ---
unseen-heading = Un código devuelve las imágenes
unseen-how-guest = Esta página estuvo cinco minutos fuera de la vista. Usted sigue en la visita: pida a { $host } un código nuevo.
unseen-how-staff = Esta página estuvo cinco minutos fuera de la vista. La consulta continúa; los demás ven lo mismo que antes.
unseen-field-guest = Código de la clínica
unseen-field-staff = Código de su autenticador
unseen-go = Mostrar las imágenes
unseen-call = { $name } necesita un código para ver las imágenes
link-call-code = La página de { $name } estuvo cinco minutos fuera de la vista. Lea en voz alta un código nuevo y las imágenes vuelven.

## Un código que se envía

link-code-text = { $clinic } envía seis cifras a su teléfono cuando usted las pida.
link-code-mail = { $clinic } envía seis cifras a su correo cuando usted las pida.
link-send-text = Enviar el código a mi teléfono
link-send-mail = Enviar el código a mi correo
link-sent = El código está en camino. Sirve una vez, durante diez minutos.
link-send-again = Enviar un código nuevo
link-early = Este enlace funciona a partir de: { $time }. Ábralo entonces.
