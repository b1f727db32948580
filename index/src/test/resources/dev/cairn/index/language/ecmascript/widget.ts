/**
 * @packageDocumentation
 * Widgets.
 */
import def, { a as b, type C, plain } from './x';
import * as ns from "ns";
import 'side-effect';
import legacy = require('legacy');
export { q, r as s } from './q';
export * from './all';

/** A widget. */
@Component({ selector: 'x' })
export abstract class Widget<T> extends Base<T> implements Drawable {
    @Input() private readonly size: number = 1;
    protected colour?: string;
    static #count = 0;

    constructor(private name: string, public readonly id: number) {
        super();
    }

    /** Draws it. */
    @Memo
    @Log('draw')
    public async draw<K extends keyof T>(key: K, ...rest: T[K][]): Promise<void> {
        this.prepare();
        await ns.paint(new Brush(key), rest);
    }

    abstract prepare(): void;

    get area(): number { return this.size ** 2; }

    set area(value: number) {}

    private hide() {}
}

export interface Drawable extends Named, Sized {
    readonly layer: number;
    draw(key: string): Promise<void>;
}

export type Pair<A, B = A> = [A, B] | { left: A; right: B };

export enum Level { Low, High = 'HIGH' }

export const enum Bit { Zero }

export namespace Tools.Inner {
    export function helper(x: number): number { return x; }
    function secret() {}
}

declare function ambient(): void;
declare module "plugin" {
    export function extend(): void;
}

function overload(a: string): string;
function overload(a: number): number;
function overload(a: any): any { return a; }

export const arrow = async <T,>(x: T): Promise<T> => {
    const inner = () => x;
    return inner();
};

export let settings = { mode: 'a', onClick: () => arrow(1), run() {} };

const local = 1;
export default class extends Widget<string> {
    prepare() {}
}
