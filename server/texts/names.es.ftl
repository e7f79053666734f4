# Nombres en las imágenes: series señaladas, zonas negras, lo que los invitados no ven todavía.

names-check = Buscar nombres
names-again = Mirar otra vez
names-mask = Tapar zonas
names-held = Sus imágenes pueden llevar nombres
names-masked = { $count ->
    [one] 1 zona tapada
   *[other] { $count } zonas tapadas
} { $for ->
    [all] para todos en una consulta, usted también. Aquí ve lo que hay debajo
    [lay] para pacientes y observadores. Usted ve lo que hay debajo
   *[guests] para todos los que entran con enlace. Usted ve lo que hay debajo
}.
names-cleared = Confirmado: nada identifica a nadie
names-unchecked = { $count ->
    [one] Una serie puede llevar nombres en sus imágenes. Puede empezar, pero los invitados no la verán hasta que alguien la haya mirado.
   *[other] { $count } series pueden llevar nombres en sus imágenes. Puede empezar, pero los invitados no las verán hasta que alguien las haya mirado.
}
names-released = Los invitados ya pueden verla, hasta donde les corresponde.

names-title = ¿Nombres en { $series }?
names-close = Cerrar
names-why-kind = Las imágenes de este tipo llevan a menudo un nombre, una fecha o un número escritos. Tape todo lo que diga de quién son, o confirme que no hay nada.
names-why-stated = El propio archivo dice que en estas imágenes hay texto que dice de quién son. Tápelo.
names-why-none = Nada hace pensar que haya un nombre en estas imágenes. Aun así puede tapar zonas.
names-canvas = Imagen con sus zonas negras. Arrastre para dibujar una.
names-area = Zona negra { $number }: { $width } × { $height } píxeles, en { $left }, { $top }
names-add = Añadir una zona
names-remove = Quitar
names-undo = Deshacer
names-see-through = Ver a través
names-keys = Arrastre sobre la imagen para dibujar. Teclas en una zona: las flechas la mueven, Mayús y flechas cambian su tamaño, Ctrl da pasos de un píxel, Supr la quita, Ctrl Z deshace.
names-alike = { $count ->
    [one] Las mismas zonas para el único grupo de imágenes de este tamaño
   *[other] Las mismas zonas para los { $count } grupos de imágenes de este tamaño
}
names-scope = Tapado para
names-scope-lay = Pacientes y observadores
names-scope-guests = Todos los que entran con enlace
names-scope-all = Todos, usted también
names-save = { $count ->
    [0] Tapar
    [one] Tapar 1 zona
   *[other] Tapar { $count } zonas
}
names-bare = Ya no hay nada tapado. Dibuje de nuevo o confirme que aquí nada identifica a nadie.
names-clean = Aquí no hay nada que identifique
names-looked = { $at } / { $count }, miradas { $looked }
names-added = Zona { $number } añadida. Muévala con las flechas.
names-removed = Zona quitada.
names-undone = Deshecho.
names-next = Guardado. Estas imágenes faltan por mirar.
names-unsaved = Lo que ha dibujado no está guardado. Cierre otra vez para descartarlo.

held-heading = Los invitados no lo ven todavía
held-words = Estas imágenes pueden llevar nombres. Mírelas antes; usted las ve en todo caso.
held-show = Mostrar a los invitados
