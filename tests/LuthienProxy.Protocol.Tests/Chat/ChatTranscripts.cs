using System.Reflection;

namespace LuthienProxy.Protocol.Tests.Chat;

/// <summary>Legal streams as providers send them today, in normalised framing; the client asked for usage.</summary>
static class ChatTranscripts
{
    public static readonly string OpenAIText = Lines("""
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1754000000,"model":"gpt-5-2025-08-07","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"aB3"}
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1754000000,"model":"gpt-5-2025-08-07","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"Hello"},"logprobs":{"content":[{"token":"Hello","logprob":-1.0e-7,"bytes":[72],"top_logprobs":[]}],"refusal":null},"finish_reason":null}],"usage":null,"obfuscation":""}
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1754000000,"model":"gpt-5-2025-08-07","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":" \ud83c"},"logprobs":null,"finish_reason":null}],"usage":null,"x":12345678901234567890}
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1754000000,"model":"gpt-5-2025-08-07","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"\udf0d"},"logprobs":null,"finish_reason":null}],"usage":null}
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1754000000,"model":"gpt-5-2025-08-07","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}
        {"id":"chatcmpl-A1","object":"chat.completion.chunk","created":1754000000,"model":"gpt-5-2025-08-07","service_tier":"default","system_fingerprint":"fp_1","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13,"prompt_tokens_details":{"cached_tokens":2,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":1}}}
        """);

    public static readonly string OpenAIParallelTools = Lines("""
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"Bash","arguments":""}}]},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"com"}}]},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"Read","arguments":""}}]},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"{}"}},{"index":0,"function":{"arguments":"mand\":\"ls\"}"}}]},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}
        """);

    public static readonly string WholeToolsInOneChunk = Lines("""
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"A","arguments":"{}"},"extra_content":{"google":{"thought_signature":"c2ln"}}},{"index":1,"id":"call_b","type":"custom","custom":{"name":"B","input":"free"}}]},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":""},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":null}]}
        """);

    public static readonly string Azure = Lines("""
        {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}]}
        {"choices":[{"content_filter_results":{},"delta":{"content":"","refusal":null,"role":"assistant"},"finish_reason":null,"index":0,"logprobs":null}],"created":5,"id":"chatcmpl-Z","model":"gpt-4o","object":"chat.completion.chunk","system_fingerprint":"fp"}
        {"choices":[{"content_filter_results":{"hate":{"filtered":false}},"delta":{"content":"Hi"},"finish_reason":null,"index":0,"logprobs":null}],"created":5,"id":"chatcmpl-Z","model":"gpt-4o","object":"chat.completion.chunk","system_fingerprint":"fp"}
        {"choices":[{"content_filter_results":{},"delta":{},"finish_reason":"stop","index":0,"logprobs":null}],"created":5,"id":"chatcmpl-Z","model":"gpt-4o","object":"chat.completion.chunk","system_fingerprint":"fp"}
        {"choices":[],"created":5,"id":"chatcmpl-Z","model":"gpt-4o","object":"chat.completion.chunk","system_fingerprint":"fp","usage":{"completion_tokens":1,"prompt_tokens":8,"total_tokens":9}}
        """);

    public static readonly string Reasoning = ": OPENROUTER PROCESSING\n\n" + Lines("""
        {"id":"gen-1","provider":"X","model":"m","object":"chat.completion.chunk","created":3,"choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning":"Let","reasoning_details":[{"type":"reasoning.text","text":"Let"}]},"finish_reason":null,"native_finish_reason":null}]}
        {"id":"gen-1","provider":"X","model":"m","object":"chat.completion.chunk","created":3,"choices":[{"index":0,"delta":{"content":"","reasoning":" me","reasoning_details":[{"type":"reasoning.text","text":" me"}]},"finish_reason":null,"native_finish_reason":null}]}
        {"id":"gen-1","provider":"X","model":"m","object":"chat.completion.chunk","created":3,"choices":[{"index":0,"delta":{"content":"Yes","annotations":[{"type":"url_citation","url_citation":{"url":"http://x"}}]},"finish_reason":null,"native_finish_reason":null}]}
        {"id":"gen-1","provider":"X","model":"m","object":"chat.completion.chunk","created":3,"choices":[{"index":0,"delta":{"content":"","reasoning_details":[{"type":"reasoning.encrypted","data":"xyz"}]},"finish_reason":"stop","native_finish_reason":"completed"}]}
        """);

    public static readonly string TwoChoices = Lines("""
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null},{"index":1,"delta":{"role":"assistant","content":""},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":1,"delta":{"content":"b"},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null},{"index":1,"delta":{"content":"B"},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":1,"delta":{},"finish_reason":"length"}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
        """);

    public static readonly string Refusal = Lines("""
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":null,"refusal":""},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"refusal":"I can't"},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"content_filter"}]}
        """);

    public static readonly string LegacyFunction = Lines("""
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":null,"function_call":{"name":"f","arguments":""}},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"function_call":{"arguments":"{}"}},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"function_call"}]}
        """);

    public static readonly string OpaqueOnly = Lines("""
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":[{"type":"thinking","thinking":[]}]},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"audio":{"id":"audio_1","data":"AA==","transcript":"hey"}},"finish_reason":null}]}
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"eos"}]}
        """);

    public static readonly string ProviderError =
        Chats.Role + Chats.Text("Hel") + "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"server_error\",\"code\":503}}\n\n";

    /// <summary>All of them, by name.</summary>
    public static IEnumerable<object[]> Names => typeof(ChatTranscripts).GetFields(BindingFlags.Static | BindingFlags.Public).Select(known => new object[] { known.Name });

    public static IEnumerable<string> All => Names.Select(name => Of((string)name[0]));

    public static string Of(string name) => (string)typeof(ChatTranscripts).GetField(name)!.GetValue(null)!;

    static string Lines(string chunks) => string.Concat(chunks.Split('\n').Select(chunk => $"data: {chunk}\n\n")) + "data: [DONE]\n\n";
}
