using System.Reflection;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Migrations;

/// <summary>The migrations that the program carries: the files of <c>migrations/</c> as they were when it was built.</summary>
public static class MigrationFiles
{
    /// <summary>The folder of an engine's files.</summary>
    public static string FolderOf(DatabaseEngine engine) => engine == DatabaseEngine.Postgres ? "migrations/postgres" : "migrations/sqlite";

    /// <summary>An engine's migrations in their order.</summary>
    public static IReadOnlyList<Migration> Of(DatabaseEngine engine)
    {
        var program = Assembly.GetExecutingAssembly();
        var folder = FolderOf(engine);
        return
        [
            .. from name in program.GetManifestResourceNames()
               where name.StartsWith(folder + "/", StringComparison.Ordinal)
               orderby name
               select new Migration(folder, Path.GetFileName(name), Read(program, name)),
        ];
    }

    static string Read(Assembly program, string name)
    {
        using var reader = new StreamReader(program.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
