// Writes the classes, functions and methods of TypeScript, JavaScript, Ruby and PHP files by the TypeScript compiler,
// Ruby's own parser (Prism) and php-parser: path, line, kind and name.
//
// Input: the language and a folder as arguments, paths below it on standard input. Run it where `npm install typescript
// @ruby/prism php-parser` was run. A file that a parser refuses is written with the kind REFUSED.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'index.js'));
const [language, root] = process.argv.slice(2);
const lines = [];

function write(path, line, kind, name) {
  if (!/[\t\n]/.test(name)) lines.push(`${path}\t${line}\t${kind}\t${name}`);
}

function typescript() {
  const ts = require('typescript');
  const classes = new Set([
    ts.SyntaxKind.ClassDeclaration, ts.SyntaxKind.ClassExpression, ts.SyntaxKind.InterfaceDeclaration,
    ts.SyntaxKind.EnumDeclaration, ts.SyntaxKind.TypeAliasDeclaration,
  ]);
  const functions = new Set([
    ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.FunctionExpression, ts.SyntaxKind.MethodDeclaration,
    ts.SyntaxKind.MethodSignature, ts.SyntaxKind.GetAccessor, ts.SyntaxKind.SetAccessor,
  ]);
  const isFunction = (node) => node && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
  return (path, text) => {
    const kind = /\.tsx$/.test(path) ? ts.ScriptKind.TSX : /\.[mc]?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
    if (file.parseDiagnostics.length > 0) return write(path, 0, 'REFUSED', '');
    const at = (name, kind) => {
      const line = file.getLineAndCharacterOfPosition(name.getStart(file)).line + 1;
      const text = ts.isStringLiteralLike(name) ? name.text : name.getText(file);
      write(path, line, kind, text);
    };
    const visit = (node) => {
      if (node.name && classes.has(node.kind)) at(node.name, 'class');
      if (node.name && functions.has(node.kind)) at(node.name, 'function');
      if (ts.isConstructorDeclaration(node)) {
        const start = node.getChildren(file).find((child) => child.kind === ts.SyntaxKind.ConstructorKeyword);
        write(path, file.getLineAndCharacterOfPosition(start.getStart(file)).line + 1, 'function', 'constructor');
      }
      // A value that is a function: const f = () => …, and the same in an object or a class.
      if ((ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node))
          && isFunction(node.initializer) && !ts.isObjectBindingPattern(node.name)) {
        at(node.name, 'function');
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  };
}

async function ruby() {
  const { loadPrism } = await import(pathToFileURL(require.resolve('@ruby/prism')));
  const parse = await loadPrism();
  return (path, text) => {
    const result = parse(text);
    if (result.errors.length > 0) return write(path, 0, 'REFUSED', '');
    const bytes = Buffer.from(text);
    const starts = [0];
    bytes.forEach((byte, i) => byte === 10 && starts.push(i + 1));
    const lineOf = (offset) => {
      let low = 0, high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= offset) low = middle; else high = middle - 1;
      }
      return low + 1;
    };
    const visit = (node) => {
      const type = node.constructor.name;
      if (type === 'DefNode') write(path, lineOf(node.nameLoc.startOffset), 'function', node.name);
      if (type === 'ClassNode' || type === 'ModuleNode') {
        write(path, lineOf(node.constantPath.location.startOffset), 'class', node.name);
      }
      node.compactChildNodes().forEach(visit);
    };
    visit(result.value);
  };
}

function php() {
  const Engine = require('php-parser');
  const engine = new Engine({ parser: { php8: true, suppressErrors: false, version: '8.3' }, ast: { withPositions: true } });
  const classes = new Set(['class', 'interface', 'trait', 'enum']);
  return (path, text) => {
    let tree;
    try {
      tree = engine.parseCode(text, path);
    } catch {
      return write(path, 0, 'REFUSED', '');
    }
    const visit = (node) => {
      if (!node || typeof node !== 'object') return;
      if (Array.isArray(node)) return node.forEach(visit);
      const name = node.name && typeof node.name === 'object' ? node.name : null;
      if (name && name.kind === 'identifier') {
        const line = name.loc ? name.loc.start.line : node.loc.start.line;
        if (classes.has(node.kind)) write(path, line, 'class', name.name);
        if (node.kind === 'method' || node.kind === 'function') write(path, line, 'function', name.name);
      }
      for (const [key, value] of Object.entries(node)) if (key !== 'loc' && key !== 'comments') visit(value);
    };
    visit(tree);
  };
}

const parsers = { typescript, javascript: typescript, tsx: typescript, ruby, php };
const read = await parsers[language]();
for (const path of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  try {
    read(path, readFileSync(join(root, path), 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    console.error(`${path}: ${error.message}`);
    write(path, 0, 'REFUSED', '');
  }
}
process.stdout.write(lines.join('\n') + '\n');
