import { Door, Window, enter as goIn } from './door';

function visit(thing: { door: Door; window: Window }): number {
    const first = thing.door.open();
    const second = thing.window.open();
    return first + second + goIn(thing.door);
}

visit({ door: new Door(), window: new Window() });
