using LuthienProxy.Cli.Connection;

namespace LuthienProxy.Cli.Tests.Connection;

/// <summary>What <c>--at</c> takes.</summary>
public sealed class NodeAddressSpec
{
    [Theory]
    [InlineData("host", "http://host:8000/")]
    [InlineData("host:9000", "http://host:9000/")]
    [InlineData(":9000", "http://127.0.0.1:9000/")]
    [InlineData("http://host", "http://host:8000/")]
    [InlineData("http://host:80", "http://host/")]
    [InlineData("http://host:9000/", "http://host:9000/")]
    [InlineData("https://host", "https://host/")]
    [InlineData("https://host:8443", "https://host:8443/")]
    [InlineData("[::1]", "http://[::1]:8000/")]
    [InlineData("[::1]:9000", "http://[::1]:9000/")]
    [InlineData("HTTP://HOST:9000", "http://host:9000/")]
    public void An_address_over_the_network_must_be_understood(string text, string address)
    {
        var parsed = NodeAddress.Parse(text).ShouldNotBeNull();

        (parsed.Base.ToString(), parsed.Socket).ShouldBe((address, null));
    }

    [Theory]
    [InlineData("unix:/run/pbm.sock", "/run/pbm.sock")]
    [InlineData("unix:///run/pbm.sock", "/run/pbm.sock")]
    [InlineData("UNIX:/run/pbm.sock", "/run/pbm.sock")]
    [InlineData("unix:/run/../var/pbm.sock", "/var/pbm.sock")]
    public void A_socket_must_be_understood(string text, string path) => NodeAddress.Parse(text).ShouldNotBeNull().Socket.ShouldBe(path);

    [Fact]
    public void A_socket_without_a_slash_must_be_beside_the_caller() =>
        NodeAddress.Parse("unix:data/pbm.sock").ShouldNotBeNull().Socket.ShouldBe(Path.Combine(Directory.GetCurrentDirectory(), "data", "pbm.sock"));

    [Theory]
    [InlineData("")]
    [InlineData("unix:")]
    [InlineData("unix://")]
    [InlineData("ftp://host")]
    [InlineData("host:port")]
    [InlineData("host:99999")]
    [InlineData("http://host/path")]
    [InlineData("http://host?query")]
    [InlineData("http://host#fragment")]
    [InlineData("http://user:password@host")]
    [InlineData("two words")]
    public void Anything_else_must_be_no_address(string text) => NodeAddress.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1:9000", true)]
    [InlineData("[::1]", true)]
    [InlineData("unix:/run/pbm.sock", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("gateway.example", false)]
    public void It_must_say_whether_it_is_this_machine(string text, bool isHere) => NodeAddress.Parse(text).ShouldNotBeNull().IsHere.ShouldBe(isHere);

    [Theory]
    [InlineData("unix:data/pbm.sock", "unix:data/pbm.sock")]
    [InlineData("unix:/nowhere/pbm.sock", "unix:///nowhere/pbm.sock")]
    [InlineData("127.0.0.1:8000", "127.0.0.1:8000")]
    public void A_prompt_must_name_it_as_briefly_as_can_be(string text, string prompt) => NodeAddress.Parse(text)!.Short.ShouldBe(prompt);

    [Theory]
    [InlineData("host", "host:8000")]
    [InlineData("https://host", "host:443")]
    [InlineData("unix:/run/pbm.sock", "unix:///run/pbm.sock")]
    public void It_must_be_told_to_people_as_they_can_type_it(string text, string told) => NodeAddress.Parse(text).ShouldNotBeNull().ToString().ShouldBe(told);
}
