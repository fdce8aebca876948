namespace LuthienProxy.Architecture.Tests;

/// <summary>The floors of the house against the real project graph.</summary>
public sealed class FloorsSpec
{
    // Streams rests on Actors; the command line speaks HTTP to a node and shares nothing with it but the protocol.
    static readonly (string From, string To)[] SameFloor = [("Luthien.Streams", "Luthien.Actors")];

    [Fact]
    public void Every_room_must_stand_on_a_floor() =>
        Repository.Projects.Select(project => project.Name).Except(Floors.Of.Keys).ShouldBeEmpty();

    [Fact]
    public void A_room_must_depend_only_on_rooms_of_lower_floors() =>
        References().Where(x => Floors.Of.GetValueOrDefault(x.To, int.MaxValue) >= Floors.Of[x.From]).Except(SameFloor).ShouldBeEmpty();

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
