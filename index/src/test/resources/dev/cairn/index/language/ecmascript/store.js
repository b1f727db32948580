const fs = require('fs');
const { readFile, join: joinPath } = require("path");
const lazy = () => import('./lazy.js');

/**
 * Keeps things.
 * @param {string} name
 */
export default class Store extends EventEmitter {
    static instances = 0;
    #secret = 1;

    constructor(name) {
        super();
        this.name = name;
    }

    static create(name) { return new Store(name); }

    async *entries() { yield* this.load(); }

    get size() { return fs.statSync(this.name).size; }

    #hidden() {}

    'quoted name'() {}
}

function* generate() {}

var old = function named() { return 1; }, young = x => x;

Store.prototype.flush = function () { return readFile(this.name); };

exports.open = function (name) { return Store.create(name); };

const helpers = {
    trim(text) { return text.trim(); },
    upper: text => text.toUpperCase(),
};

const Anonymous = class Inner {};

const { a, b: [c] } = helpers;

export { helpers, old as ancient };
module.exports = { generate };

const view = <Header title="x"><Icon /></Header>;
