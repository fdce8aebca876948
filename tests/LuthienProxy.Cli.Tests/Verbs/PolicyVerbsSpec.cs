using LuthienProxy.Cli.Tests.Support;

namespace LuthienProxy.Cli.Tests.Verbs;

/// <summary>Changes: meant, told, and by whom.</summary>
public sealed class PolicyVerbsSpec : IAsyncLifetime
{
    PlayedNode _node = null!;
    Typed _person = null!;

    public async Task InitializeAsync()
    {
        _node = await PlayedNode.StartAsync();
        _node.Answers("/admin/policy/instances/budget", $$"""{"name":"budget","versions":[{{Version(41, isActive: true)}}]}""")
            .Answers("/admin/policy/validate", "{}")
            .Answers("/admin/policy/enable", Version(42, isActive: true))
            .Answers("/admin/policy/activate", Version(7, isActive: true))
            .Answers("/admin/policy/rollback", Version(40, isActive: true))
            .Answers("/admin/policy/deactivate", "{}")
            .Answers("/admin/policy/instances/budget/diff", """{"name":"budget","from":41,"to":42,"changes":[{"path":"policies[0].config.max","change":"changed","before":4000,"after":8000}]}""")
            .Answers("/api/system/nodes", """{"nodes":[{"node":"a","state":"up","started_at":null,"seen_at":null,"version":null,"open_calls":9000,"policy":null,"is_self":true},{"node":"b","state":"up","started_at":null,"seen_at":null,"version":null,"open_calls":412,"policy":null,"is_self":false}]}""");
        _person = new Typed(_node.At);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task A_setting_must_be_told_with_what_differs_and_what_keeps_the_old_one()
    {
        (await _person.RunAsync("policy set budget max=8000 --yes")).ShouldBe(0);

        _person.Output.ShouldBe(
            """
            budget version 41 → 42  in effect for calls that begin from now on; 9,412 that run keep what they began with
              policies[0].config.max: 4000 → 8000

            """);
        var change = _node.Asked.Single(asked => asked.Path == "/admin/policy/enable");
        change.Body.ShouldBe("""{"name":"budget","policies":[{"policy":"Budget","config":{"max":8000,"mode":"hard"},"onFailure":"closed"}],"description":"why"}""");
        change.Headers["X-Luthien-Actor"].ShouldStartWith("pbm (");
    }

    [Fact]
    public async Task What_is_done_must_not_fail_because_it_cannot_be_told_whole()
    {
        _node.Refuses("/admin/policy/instances/budget/diff", 503, "no").Refuses("/api/system/nodes", 503, "no");

        (await _person.RunAsync("policy set budget max=8000 --yes")).ShouldBe(0);

        _person.Output.ShouldStartWith("budget version 41 → 42");
    }

    [Theory]
    [InlineData("policy set budget max=8000")]
    [InlineData("policy activate budget@7")]
    [InlineData("policy enable budget")]
    [InlineData("policy rollback")]
    [InlineData("policy deactivate")]
    [InlineData("policy disable")]
    public async Task Nothing_must_be_changed_without_yes_where_nobody_can_be_asked(string line)
    {
        (await _person.RunAsync(line)).ShouldBe(2);

        _person.Errors.ShouldContain("--yes");
        _node.Asked.ShouldNotContain(asked => asked.Method == "POST" && asked.Path != "/admin/policy/validate");
    }

    [Theory]
    [InlineData("y", 0)]
    [InlineData("yes", 0)]
    [InlineData("", 2)]
    [InlineData("n", 2)]
    [InlineData(null, 2)]
    public async Task A_person_must_be_asked(string? answer, int code)
    {
        var asked = new List<string>();
        _person.Screen = _person.Screen with
        {
            Ask = question =>
            {
                asked.Add(question);
                return answer;
            },
        };

        (await _person.RunAsync("policy rollback")).ShouldBe(code);

        asked.ShouldBe(["Make active what was before? [y/N] "]);
        _node.Asked.Count.ShouldBe(code == 0 ? 1 : 0);
    }

    [Theory]
    [InlineData("policy activate budget@7 --yes", "/admin/policy/activate", """{"name":"budget","version":7}""")]
    [InlineData("policy enable budget -y", "/admin/policy/activate", """{"name":"budget"}""")]
    [InlineData("policy rollback --yes", "/admin/policy/rollback", "")]
    [InlineData("policy disable --yes", "/admin/policy/deactivate", "")]
    public async Task A_change_must_ask_for_what_was_said(string line, string path, string body)
    {
        (await _person.RunAsync(line)).ShouldBe(0);

        var asked = _node.Asked.Single();
        (asked.Method, asked.Path, asked.Body).ShouldBe(("POST", path, body));
    }

    [Theory]
    [InlineData("policy set budget max --yes")]
    [InlineData("policy set budget 1.max=5 --yes")]
    [InlineData("policy set budget 0=5 --yes")]
    [InlineData("policy activate budget@x --yes")]
    public async Task What_names_no_setting_must_be_2(string line)
    {
        (await _person.RunAsync(line)).ShouldBe(2);

        _node.Asked.ShouldNotContain(asked => asked.Method == "POST");
    }

    [Theory]
    [InlineData("a.b=1", """{"max":4000,"mode":"hard","a":{"b":1}}""")]
    [InlineData("0.mode=soft", """{"max":4000,"mode":"soft"}""")]
    [InlineData("list=[1,2]", """{"max":4000,"mode":"hard","list":[1,2]}""")]
    [InlineData("max=null", """{"max":null,"mode":"hard"}""")]
    [InlineData("text=a=b", """{"max":4000,"mode":"hard","text":"a=b"}""")]
    public async Task A_value_must_be_JSON_where_it_is_and_text_elsewhere(string setting, string config)
    {
        await _person.RunAsync($"policy set budget {setting} --yes");

        _node.Asked.Single(asked => asked.Path == "/admin/policy/enable").Body.ShouldContain($"\"config\":{config}");
    }

    static string Version(int number, bool isActive) =>
        $$"""
        {"name":"budget","version":{{number}},"description":"why","isActive":{{(isActive ? "true" : "false")}},"createdAt":"2026-11-22T08:30:00Z","createdBy":"admin",
         "policies":[{"policy":"Budget","config":{"max":4000,"mode":"hard"},"name":null,"mode":null,"onFailure":"closed"}]}
        """;
}
