using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;

namespace LuthienProxy.Storage.Tests.Migrations;

[Trait("Spec", "000-15")]
public sealed class MigrationFilesSpec
{
    [Fact]
    public void Both_engines_must_have_the_same_numbers_and_names() =>
        MigrationFiles.Of(DatabaseEngine.Postgres).Select(file => (file.Number, file.Name)).ShouldBe(MigrationFiles.Of(DatabaseEngine.Sqlite).Select(file => (file.Number, file.Name)));

    [Fact]
    public void Numbers_must_follow_one_another_from_1() =>
        MigrationFiles.Of(DatabaseEngine.Postgres).Select(file => file.Number).ShouldBe(Enumerable.Range(1, MigrationFiles.Of(DatabaseEngine.Postgres).Count));

    [Fact]
    public void The_program_must_carry_every_file()
    {
        var carried = MigrationFiles.Of(DatabaseEngine.Postgres).Concat(MigrationFiles.Of(DatabaseEngine.Sqlite)).Select(file => file.File);
        var folder = Path.Combine(Repository.Root, "migrations");
        carried.ShouldBe(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => $"migrations/{Path.GetRelativePath(folder, path)}"), ignoreOrder: true);
    }

    [Fact]
    [Trait("Spec", "000-15a")]
    public void There_must_be_no_second_definition_of_the_schema() =>
        // The demo's shop has a table of its own, which its agent tries to drop.
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".sql" or ".prisma" && Path.GetFileName(path) != "Migrator.cs" && !path.EndsWith("Demo/Shops/Shop.cs", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path).Contains("create table", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();

    [Fact]
    [Trait("Spec", "000-15")]
    public void There_must_be_one_folder_of_migrations() =>
        Directory.EnumerateDirectories(Repository.Root, "*migrations*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
            .Select(path => Path.GetRelativePath(Repository.Root, path)).Where(path => !path.StartsWith("artifacts", StringComparison.Ordinal)).ShouldBe(["migrations"]);

    [Theory]
    [InlineData("create_journal.sql")]
    [InlineData("1_create_journal.sql")]
    [InlineData("0000_create_journal.sql")]
    [InlineData("0001_.sql")]
    [InlineData("0001create.sql")]
    public void A_file_must_be_named_with_its_number(string name) => Should.Throw<FormatException>(() => new Migration("migrations", name, ""));
}
