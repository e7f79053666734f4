# Lo que hacen las manos sobre las imágenes: señalar, dibujar, medir, varias imágenes a la vez, secuencias.

tool-point = Señalar
tool-draw = Medir, dibujar
tool-arrow = Flecha
tool-freehand = Trazo libre
tool-text = Texto
tool-length = Longitud
tool-angle = Ángulo
tool-ellipse = Elipse
tool-rectangle = Rectángulo
mark-remove = Borrar lo seleccionado
mark-words = Palabras sobre la imagen
draw-undo = Deshacer
draw-redo = Rehacer

## Beside a mark

figure-length = { $value } { $unit }
figure-angle = { $value }{ $unit }
figure-area = Área { $value } { $unit }
figure-mean = Media { $value } { $unit }
figure-sd = DE { $value } { $unit }
figure-range = { $least } … { $value } { $unit }
measured-at-detector = en el detector, sin corregir la magnificación
measured-uncalibrated = sin calibrar
measured-regions = no entre regiones de ecografía
measured-masked = sin medir: una parte está en negro
measured-not-measured = sin medir

## Several pictures

layout = Disposición
layout-1x1 = Una imagen
layout-1x2 = Dos, una al lado de otra
layout-2x1 = Dos, una encima de otra
layout-2x2 = Cuatro
viewports = Imágenes
viewport-empty = Elija una serie para este lugar
viewport-close = Cerrar esta imagen
viewport-before = Imagen anterior
viewport-next = Imagen siguiente
viewport-of = { $at } de { $count }
links = Desplazamiento
link-position = Enlazar por posición
link-here = Enlazar aquí, a mano
unlink = Sin enlazar
link-windows = Una ventana para ambas
link-what = Las dos conservan la distancia que tenían al enlazarlas, imagen a imagen.
link-what-mm = Las dos conservan en milímetros la distancia que tenían al enlazarlas. Donde una no tiene corte, se queda y lo dice.
link-what-position = Ambas muestran el mismo lugar del cuerpo, tal como lo anotó el equipo. Donde una no tiene corte, se queda y lo dice.
link-units = Sus valores tienen unidades distintas; cada una conserva su ventana.
linked-by-hand = enlazadas a mano
linked-by-position = enlazadas por posición
not-linked = sin enlazar
link-one-window = una ventana
link-no-slice = aquí no hay corte
link-waits = cada una por su lado mientras se reproduce

## Ratón

mouse = Ratón
hands-everywhere = Se guarda para usted en todos los puestos.
hands-here = Se recuerda en este navegador.
mouse-what = Dos herramientas que usted cambia se intercambian el sitio; una pulsada en la fila pasa solo al botón izquierdo. Con Ctrl la rueda siempre acerca o aleja. Un dedo recorre, dos dedos acercan y mueven.
mouse-left = Botón izquierdo
mouse-middle = Botón central
mouse-right = Botón derecho
mouse-wheel = Rueda
mouse-now = { $hold }: { $tool }.
mouse-reset = Como de fábrica
mouse-is-reset = Otra vez como de fábrica.

## One's own view

not-following-back = No sigue · volver a { $name }
not-following-back-shared = No sigue · volver

## Windows and colors

windows-more = Más…
windows-keys = Ventanas en las teclas 1 a 9
windows-what = Para imágenes como la que se ve. Las ventanas del archivo siguen siendo las de cada serie.
windows-name = Nombre en la tecla { $number }
windows-up = Subir la tecla { $number }
windows-down = Bajar la tecla { $number }
windows-take-off = Quitar de la tecla { $number }
windows-replace = Poner aquí la ventana que se ve
windows-add = Añadir W { $width } L { $center }
windows-now = { $name }: tecla { $number }.
windows-off = { $name } se ha quitado.
windows-reset = Ventanas como de fábrica
windows-are-reset = Otra vez como de fábrica.
window-own = La ventana propia de la imagen
window-last = Mi última
window-keep = Guardar W { $width } L { $center }
window-forget = Olvidar W { $width } L { $center }
window-forgotten = W { $width } L { $center } se ha olvidado.
palettes = Colores
palette-gray = Gris
palette-hot-iron = Hierro candente
palette-pet = PET
palette-hot-metal-blue = Metal candente azul
palette-pet-20-step = PET, 20 pasos

## Clips

cine-speed = { $fps }/s…
cine-fps = Imágenes por segundo
cine-times = { $times }×
cine-speeds = Velocidad respecto a la grabada
cine-uneven = Sus imágenes duran distinto, como se grabaron.
cine-first = Desde
cine-last = Hasta
cine-wrap = Otra vez desde el principio
cine-sweep = Ida y vuelta
cine-once = Una vez

## Help

help-point = mantener para señalar
help-link = desplazar dos imágenes a la vez: por posición, a mano o no
help-marks = marca siguiente; las flechas la mueven, con Mayús su extremo
help-place = con una herramienta de dibujo: una marca en el centro
help-remove = borrar la marca seleccionada
help-undo = deshacer, rehacer
