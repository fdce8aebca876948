namespace LuthienProxy.Architecture.Tests;

/// <summary>The floors of the house against the real project graph. A room that is not built yet may stand in the table.</summary>
public sealed class FloorsSpec
{
    static readonly Dictionary<string, int> Floors = new()
    {
        ["Luthien.Actors"] = 0,
        ["Luthien.Streams"] = 0,
        ["Luthien.Hocon"] = 0,
        ["LuthienProxy.Protocol"] = 1,
        ["LuthienProxy.Policies"] = 2,
        ["LuthienProxy.Simulator"] = 2,
        ["LuthienProxy.Pipeline"] = 3,
        ["LuthienProxy.Storage"] = 4,
        ["LuthienProxy.Activity"] = 4,
        ["LuthienProxy.Host"] = 5,
        ["LuthienProxy.Cli"] = 5,
        ["LuthienProxy.LoadTest"] = 5,
        ["LuthienProxy.Demo"] = 5,
    };

    // Streams rests on Actors; the command line speaks HTTP to a node and shares nothing with it but the protocol.
    static readonly (string From, string To)[] SameFloor = [("Luthien.Streams", "Luthien.Actors")];

    [Fact]
    public void Every_room_must_stand_on_a_floor() =>
        Repository.Projects.Select(project => project.Name).Except(Floors.Keys).ShouldBeEmpty();

    [Fact]
    public void A_room_must_depend_only_on_rooms_of_lower_floors() =>
        References().Where(x => Floors.GetValueOrDefault(x.To, int.MaxValue) >= Floors[x.From]).Except(SameFloor).ShouldBeEmpty();

    [Fact]
    public void The_command_line_must_refer_to_the_protocol_only() =>
        References().Where(x => x.From == "LuthienProxy.Cli" && x.To != "LuthienProxy.Protocol").ShouldBeEmpty();

    [Fact]
    public void Every_room_must_have_a_README_of_at_most_30_lines() =>
        Repository.Projects.Where(project => !IsShort(Path.Combine(project.Folder, "README.md"))).Select(project => project.Name).ShouldBeEmpty();

    static IEnumerable<(string From, string To)> References() =>
        Repository.Projects.SelectMany(project => project.Projects.Select(to => (project.Name, to)));

    static bool IsShort(string readme) => File.Exists(readme) && File.ReadAllLines(readme).Length <= 30;
}
