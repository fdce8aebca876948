using LuthienProxy.Cli.Connection;

namespace LuthienProxy.Cli.Tests.Connection;

/// <summary>Where the gateway and its key are when nobody says so.</summary>
public sealed class SurroundingsSpec : IDisposable
{
    static readonly NodeAddress Here = NodeAddress.Parse("127.0.0.1")!;
    static readonly NodeAddress Elsewhere = NodeAddress.Parse("gateway.example")!;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-surroundings-");
    readonly Dictionary<string, string> _variables = [];

    public SurroundingsSpec() => Directory.CreateDirectory(Path.Combine(_folder.FullName, "data"));

    Surroundings Surroundings => new(_variables.GetValueOrDefault, _folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_address_must_be_the_variables_then_the_socket_here_then_the_usual_port()
    {
        Surroundings.DefaultAddress.ShouldBe("127.0.0.1:8000");
        Put("pbm.sock", "");
        Surroundings.DefaultAddress.ShouldBe($"unix:{_folder.FullName}/data/pbm.sock");
        _variables["PBM_AT"] = "host:1";
        Surroundings.DefaultAddress.ShouldBe("host:1");
    }

    [Fact]
    public void The_key_must_be_the_named_files_then_the_variables_then_that_of_the_gateway_here()
    {
        Surroundings.ReadToken(file: null, Here).ShouldBeNull();
        Put("admin-key", "of-the-gateway\n");
        Surroundings.ReadToken(file: null, Here).ShouldBe("of-the-gateway");
        _variables["PBM_TOKEN"] = " of-the-variable ";
        Surroundings.ReadToken(file: null, Here).ShouldBe("of-the-variable");
        Surroundings.ReadToken(Put("named", "of-the-file\n"), Here).ShouldBe("of-the-file");
    }

    [Fact]
    public void The_key_of_the_gateway_here_must_not_go_to_another_machine()
    {
        Put("admin-key", "of-the-gateway");

        Surroundings.ReadToken(file: null, Elsewhere).ShouldBeNull();
        Surroundings.ReadToken(Path.Combine(_folder.FullName, "data", "admin-key"), Elsewhere).ShouldBe("of-the-gateway");
    }

    [Fact]
    public void A_named_file_that_cannot_be_read_must_be_told() =>
        Should.Throw<PbmException>(() => Surroundings.ReadToken(Path.Combine(_folder.FullName, "absent"), Here)).ExitCode.ShouldBe(ExitCode.Refused);

    string Put(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, "data", name);
        File.WriteAllText(file, text);
        return file;
    }
}
