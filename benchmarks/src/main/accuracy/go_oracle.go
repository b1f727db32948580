// Writes the types, functions and methods of Go files by go/parser: path, line, kind and name. Run it as
// `go run go_oracle.go FOLDER`, with the paths below the folder on standard input. A file that the parser refuses has the
// kind REFUSED.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		path := in.Text()
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, filepath.Join(os.Args[1], path), nil, parser.SkipObjectResolution)
		if err != nil {
			fmt.Fprintf(out, "%s\t0\tREFUSED\t\n", path)
			continue
		}
		write := func(kind string, name *ast.Ident) {
			// The line as written, without //line directives.
			line := files.PositionFor(name.Pos(), false).Line
			fmt.Fprintf(out, "%s\t%d\t%s\t%s\n", path, line, kind, name.Name)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			switch some := node.(type) {
			case *ast.FuncDecl:
				write("function", some.Name)
			case *ast.TypeSpec:
				write("class", some.Name)
			case *ast.InterfaceType:
				for _, method := range some.Methods.List {
					if _, function := method.Type.(*ast.FuncType); function {
						for _, name := range method.Names {
							write("function", name)
						}
					}
				}
			}
			return true
		})
	}
}
