using LuthienProxy.Cli.Shell;

namespace LuthienProxy.Cli.Tests.Shell;

/// <summary>What a shell remembers of earlier ones.</summary>
public sealed class HistorySpec : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-history-");

    string File => Path.Combine(_folder.FullName, "state", "history");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Lines_must_be_there_in_the_next_shell()
    {
        Save("one", "two", "two", "", "   ", " hidden");

        Lines().ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Only_the_owner_may_read_them()
    {
        Save("one");

        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("policy set judge api-key=sk-123 --yes")]
    [InlineData("policy set judge 0.apiKey=abc")]
    [InlineData("policy set judge headers.authorization='Bearer abc'")]
    [InlineData("policy set x client_secret = 5")]
    [InlineData("policy set x TOKEN=5")]
    [InlineData("policy set x password=5")]
    public void What_may_hold_a_key_must_not_be_kept(string line)
    {
        Save(line);

        Lines().ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_key_is_may_be_kept()
    {
        Save("system nodes --token-file data/admin-key");

        Lines().Count.ShouldBe(1);
    }

    [Fact]
    public void There_must_be_a_limit()
    {
        Save([.. Enumerable.Range(0, History.MostLines + 5).Select(number => $"line {number}")]);

        Lines().Count.ShouldBe(History.MostLines);
        Lines()[0].ShouldBe("line 5");
    }

    [Fact]
    public void A_file_that_cannot_be_written_must_not_end_the_shell()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder.FullName, "state"), "no folder");

        Save("one");

        Lines().ShouldBeEmpty();
    }

    void Save(params string[] lines)
    {
        var history = new History(File);
        foreach (var line in lines)
            history.Add(line);
        history.Save();
    }

    List<string> Lines()
    {
        var history = new History(File);
        return [.. Enumerable.Range(0, history.Count).Select(at => history[at])];
    }
}
