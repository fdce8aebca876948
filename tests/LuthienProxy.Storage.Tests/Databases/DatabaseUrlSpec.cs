using LuthienProxy.Storage.Databases;
using Npgsql;

namespace LuthienProxy.Storage.Tests.Databases;

public sealed class DatabaseUrlSpec
{
    [Theory]
    [InlineData("postgres://user:pass@host:5433/db", "Host=host;Port=5433;Username=user;Password=pass;Database=db")]
    [InlineData("postgresql://host/db", "Host=host;Database=db")]
    [InlineData("postgres://us%40er:p%2Fa%3Ass@host/d%20b", "Host=host;Username=us@er;Password=p/a:ss;Database=d b")]
    [InlineData("postgres://host", "Host=host")]
    [InlineData("postgres://[::1]:5433/db", "Host=[::1];Port=5433;Database=db")]
    [InlineData("postgres://host/db?sslmode=verify-full&application_name=mine", "Host=host;Database=db;SSL Mode=VerifyFull;Application Name=mine")]
    [InlineData("postgres://host/db?Max%20Auto%20Prepare=5", "Host=host;Database=db;Max Auto Prepare=5")]
    [InlineData("postgres:///db?host=/run/postgresql&user=me", "Host=/run/postgresql;Username=me;Database=db")]
    [InlineData("Host=host;Username=me;Password=a;Database=db", "Host=host;Username=me;Password=a;Database=db")]
    public void A_PostgreSQL_database_must_be_read_in_both_forms(string text, string meaning)
    {
        DatabaseUrl.TryParse(text, out var url, out _).ShouldBeTrue();
        new NpgsqlConnectionStringBuilder(((DatabaseUrl.Postgres)url!).ConnectionString).ShouldBe(new NpgsqlConnectionStringBuilder(meaning), ignoreOrder: true);
    }

    [Theory]
    [InlineData("sqlite:data/luthien.db", "data/luthien.db")]
    [InlineData("sqlite:/var/lib/luthien.db", "/var/lib/luthien.db")]
    [InlineData("sqlite:///var/lib/luthien.db", "/var/lib/luthien.db")]
    public void A_file_must_be_read(string text, string path)
    {
        DatabaseUrl.TryParse(text, out var url, out _).ShouldBeTrue();
        url.ShouldBe(new DatabaseUrl.Sqlite(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mysql://secret:secret@host/db")]
    [InlineData("postgres://")]
    [InlineData("postgres:///secret")]
    [InlineData("postgres://host:secret/db")]
    [InlineData("postgres://user:secret@host/db?sslmode=secret")]
    [InlineData("postgres://user:secret@host/db?sslmod=secret")]
    [InlineData("postgres://user:secret@host/db?Port=secret")]
    [InlineData("Host=host;Password=secret;Prot=secret")]
    [InlineData("Host=host;Port=secret")]
    [InlineData("Username=me;Password=secret")]
    [InlineData("sqlite:")]
    [InlineData("sqlite::memory:")]
    [InlineData("sqlite://secret/luthien.db")]
    [InlineData("sqlite:luthien.db?mode=secret")]
    [InlineData("secret")]
    public void What_cannot_be_used_must_be_refused_without_repeating_it(string text)
    {
        DatabaseUrl.TryParse(text, out var url, out var problem).ShouldBeFalse();
        url.ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
        problem.ShouldNotContain("secret");
    }

    [Fact]
    public void Its_text_must_hold_no_credentials()
    {
        DatabaseUrl.TryParse("postgres://me:secret@host/db", out var url, out _).ShouldBeTrue();
        $"{url}".ShouldBe("postgres://host:5432/db");
        $"{new StorageOptions { Url = url! }}".ShouldNotContain("secret");
    }
}
