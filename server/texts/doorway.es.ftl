# Páginas que el servidor escribe por sí mismo: antes de que se ejecute un programa, y cuando algo se rechaza.

doorway-title = Lightbox
doorway-no-script = Esta página necesita JavaScript. Actívelo para esta dirección y vuelva a cargar la página.
doorway-back = Ir a la primera página

doorway-insecure-heading = Esta página necesita una conexión segura
doorway-insecure = Ha llegado por http sin cifrar. Así no se muestra nada: abra la dirección que empieza por https. Si no responde, avise a quien administra este servidor; su README explica cómo configurarlo.
doorway-not-found-heading = Esta página no existe
doorway-not-found = Puede que la dirección esté incompleta o que no le corresponda abrirla. Abra otra vez el enlace completo de su mensaje.
doorway-wrong-host-heading = Esta no es nuestra dirección
doorway-wrong-host = Se ha llegado al servidor con un nombre que no conoce. Abra la dirección que le dieron.
doorway-locked-heading = Esta consulta ha terminado
doorway-locked = Sus imágenes ya no pueden abrirse desde aquí. Los originales se quedan en el archivo de la clínica.
doorway-busy-heading = Vuelva a intentarlo en un momento
doorway-busy = El servidor no puede responder ahora mismo. No se ha perdido nada.
doorway-refused-heading = Esto no se puede abrir
doorway-refused = El servidor ha rechazado esta dirección.
doorway-internal-heading = El servidor ha cometido un error
doorway-internal = Ha quedado anotado. Vuelva a intentarlo; si sigue ocurriendo, avise a quien administra este servidor.
doorway-pages-not-built-heading = Las páginas aún no están construidas
doorway-pages-not-built = Quien administra este servidor las construye con una orden; su README dice cuál.
