// Writes the types and methods of Scala files by Scalameta: path, line, kind and name. Run it with the jars of scalameta and
// scala-compiler on the class path as `java -cp 'JARS/*' scala.tools.nsc.MainGenericRunner -usejavacp ScalaOracle.scala FOLDER`,
// with the paths below the folder on standard input. A file that Scalameta refuses has the kind REFUSED.
import java.nio.file.{Files, Path}
import scala.io.Source
import scala.meta._

object ScalaOracle {
  def main(arguments: Array[String]): Unit =
    for (path <- Source.stdin.getLines()) {
      val text = Files.readString(Path.of(arguments(0), path))
      dialects.Scala213(Input.VirtualFile(path, text)).parse[Source0] match {
        case Parsed.Success(tree) => tree.traverse(write(path))
        case _ => println(s"$path\t0\tREFUSED\t")
      }
    }

  type Source0 = scala.meta.Source

  private def write(path: String): PartialFunction[Tree, Unit] = {
    def line(kind: String, name: Name): Unit =
      println(s"$path\t${name.pos.startLine + 1}\t$kind\t${name.value}")
    def children(tree: Tree): Unit = tree.children.foreach(_.traverse(write(path)))

    {
      case some: Defn.Class => line("class", some.name); children(some)
      case some: Defn.Trait => line("class", some.name); children(some)
      case some: Defn.Object => line("class", some.name); children(some)
      case some: Defn.Type => line("class", some.name); children(some)
      case some: Defn.Def => line("function", some.name); children(some)
      case some: Decl.Def => line("function", some.name); children(some)
    }
  }
}
