using System.Runtime.Versioning;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Tests.Settings;

/// <summary>The admin key that is generated when none is configured.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AdminKeySpec : IDisposable
{
    readonly ScratchFolder _scratch = new();

    GatewaySettings Settings => new() { DataDirectory = Path.Combine(_scratch.Path, "deep", "data") };

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void It_must_be_made_once_and_be_readable_by_its_owner_only()
    {
        var key = AdminKey.Obtain(Settings);
        File.ReadAllText(key.Path!).Trim().ShouldBe(key.Value);
        File.GetUnixFileMode(key.Path!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AdminKey.Obtain(Settings).ShouldBe(key);
    }

    [Fact]
    public void Two_gateways_must_not_make_the_same_key() =>
        AdminKey.Obtain(Settings).Value.ShouldNotBe(AdminKey.Obtain(new GatewaySettings { DataDirectory = Path.Combine(_scratch.Path, "other") }).Value);

    [Fact]
    public void Its_path_must_be_printed_and_not_the_key()
    {
        var key = AdminKey.Obtain(Settings);
        var greeting = Greeting.For("http://127.0.0.1:8000", Settings, key, new ChainInUse(TimeProvider.System).State);
        greeting.ShouldContain(key.Path!);
        greeting.ShouldNotContain(key.Value);
        key.ToString().ShouldNotContain(key.Value);
    }

    [Fact]
    public void An_empty_file_must_not_become_an_empty_key()
    {
        var path = AdminKey.Obtain(Settings).Path!;
        File.WriteAllText(path, "\n");
        Should.Throw<StartRefusedException>(() => AdminKey.Obtain(Settings)).Reasons.ShouldHaveSingleItem().ShouldContain(path);
    }

    [Fact]
    public void A_place_that_cannot_be_written_must_be_a_refusal_to_start()
    {
        var blocked = _scratch.Write("file", "in the way");
        Should.Throw<StartRefusedException>(() => AdminKey.Obtain(new GatewaySettings { DataDirectory = blocked }));
    }
}
