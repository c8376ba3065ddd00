# Varnish in front of a newspaper. docs/hosting/varnish.md says how to start it, which lines to
# change, and why each stands here.
vcl 4.1;

import std;
import xkey;

backend courier {
    .host = "127.0.0.1";
    .port = "8000";
}

# Who may purge. The secret of PURGE_SECRET is asked for as well.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ purgers || req.http.X-Purge-Secret != "the secret of PURGE_SECRET") {
            return (synth(403, "Not a purger"));
        }
        if (req.http.xkey-softpurge) {
            set req.http.X-Purged = xkey.softpurge(req.http.xkey-softpurge);
        } elsif (req.http.xkey-purge) {
            set req.http.X-Purged = xkey.purge(req.http.xkey-purge);
        } else {
            return (synth(400, "Name the keys in xkey-purge"));
        }
        return (synth(200, "Purged " + req.http.X-Purged));
    }

    # What browsers say they read, in three words, so that a page is kept three times and no more.
    if (req.http.Accept-Encoding ~ "(^|,)\s*br\s*($|,|;\s*q=(1|0?\.0*[1-9]))") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "(^|,)\s*(x-)?gzip\s*($|,|;\s*q=(1|0?\.0*[1-9]))") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }

    # Where a reader came from changes nothing on a page.
    if (req.url ~ "\?((utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|twclid|igshid|mc_cid|mc_eid|ref)=[^&]*(&|$))+$") {
        set req.url = regsub(req.url, "\?.*$", "");
    }

    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.http.Authorization || req.url ~ "^/(desk|account|documents)(/|$)") {
        return (pass);
    }
    # A film is sent in the parts that a player asks for, from the files behind.
    if (req.url ~ "^/media/recordings/") {
        return (pass);
    }
    if (req.url !~ "^/(media|static)/") {
        unset req.http.Range;
    }
    # A page whose time is over is shown for half a minute while the new one is fetched, and at the
    # second try, after nobody behind could make one, for as long as the paper allows.
    if (req.restarts == 0) {
        set req.grace = 30s;
    } else {
        set req.grace = 365d;
    }
    # A reader who is signed in gets the same pages: whether an answer may be kept is said by the
    # answer, not by a cookie.
    return (hash);
}

sub vcl_backend_response {
    # A picture and a hashed file never change under their name.
    if (beresp.http.Cache-Control ~ "immutable" && beresp.status == 200 && !beresp.http.Set-Cookie) {
        set beresp.ttl = 1d;
        return (deliver);
    }
    # Of all else only what the paper means for a cache in front; the rest is passed on.
    if (beresp.http.Surrogate-Control !~ "max-age=[0-9]+" || beresp.http.Set-Cookie) {
        set beresp.uncacheable = true;
        set beresp.ttl = 2m;
        return (deliver);
    }
    set beresp.http.xkey = beresp.http.Surrogate-Key;
    set beresp.ttl = std.duration(
        regsub(beresp.http.Surrogate-Control, "^.*max-age=([0-9]+).*$", "\1s"), 0s);
    set beresp.grace = 0s;
    if (beresp.http.Surrogate-Control ~ "stale-if-error=[0-9]+") {
        set beresp.grace = std.duration(
            regsub(beresp.http.Surrogate-Control, "^.*stale-if-error=([0-9]+).*$", "\1s"), 0s);
    }
}

sub vcl_deliver {
    # Nobody behind could make the page: look again for one whose time is over. A purged one is gone.
    if (resp.status >= 500 && req.restarts == 0 && (req.method == "GET" || req.method == "HEAD")) {
        return (restart);
    }
    # These are for caches in front; no browser reads them.
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
