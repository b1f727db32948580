export class Door {
    open(): number {
        return 1;
    }
}

export class Window {
    open(): number {
        return 2;
    }
}

export function enter(door: Door): number {
    return door.open();
}
