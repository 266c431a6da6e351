//! A WebDriver client of a few lines: starts chromedriver, sends it JSON over HTTP, and asks Chromium
//! for its log and its network traffic.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A browser with one page, ended when dropped.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

/// True where both programs can be started.
pub fn is_there() -> bool {
    let starts = |name: &str| {
        Command::new(name)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|s| s.success())
    };
    starts("chromium") && starts("chromedriver")
}

impl Browser {
    /// A window of this size in CSS pixels, light or dark.
    pub fn open(width: u32, height: u32, dark: bool) -> Self {
        // Drivers that start at one time may take one port: those that find it taken give up.
        let started = (0..10).find_map(|_| started());
        let (driver, port) = started.expect("chromedriver starts and names its port");
        let mut browser = Self { driver, port, session: String::new() };
        let size = format!("--window-size={width},{height}");
        let args = json!([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            size
        ]);
        let capabilities = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": args, "binary": binary()},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}});
        let answer = browser.send("POST", "/session", &capabilities);
        browser.session = answer["sessionId"].as_str().expect("a session").to_owned();
        browser.cdp(
            "Emulation.setDeviceMetricsOverride",
            &json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        );
        let scheme = if dark { "dark" } else { "light" };
        browser.cdp(
            "Emulation.setEmulatedMedia",
            &json!({
            "features": [{"name": "prefers-color-scheme", "value": scheme}]}),
        );
        browser
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("chromedriver listens");
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(body.as_bytes()).expect("sent");
        // The driver leaves the connection open whatever it is asked: it says how long its answer is.
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("not zero");
        let (mut reader, mut length) = (BufReader::new(stream), 0);
        let mut line = String::new();
        while reader.read_line(&mut line).expect("answered") > 2 {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a number");
            }
            line.clear();
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).expect("answered");
        let body = String::from_utf8(answer).expect("UTF-8");
        let value: Value = serde_json::from_str(&body).unwrap_or_else(|e| panic!("{path}: {e}: {body:.300}"));
        assert!(value["value"]["error"].is_null(), "{path}: {:.600}", value["value"].to_string());
        value["value"].clone()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.send("POST", &format!("/session/{}{path}", self.session), body)
    }

    /// A command of Chromium's own protocol.
    pub fn cdp(&self, command: &str, params: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({"cmd": command, "params": params}))
    }

    /// Opens a page and waits until it is loaded.
    pub fn go(&self, url: &str) {
        self.post("/url", &json!({"url": url}));
    }

    /// What the body of a function returns.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// What an expression comes to, promises awaited, whatever the page's policy.
    pub fn evaluate(&self, expression: &str) -> Value {
        let params = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.cdp("Runtime.evaluate", &params);
        assert!(answer["exceptionDetails"].is_null(), "{:.600}", answer.to_string());
        answer["result"]["value"].clone()
    }

    /// Presses keys one after another, as the keyboard would.
    pub fn press(&self, keys: &str) {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})])
            .collect();
        self.post("/actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]}));
    }

    /// What the page said to the console, violations of its policy included, since asked last.
    pub fn console(&self) -> Vec<String> {
        let log = self.post("/se/log", &json!({"type": "browser"}));
        log.as_array().into_iter().flatten().map(|entry| entry["message"].to_string()).collect()
    }

    /// Addresses that were asked for since asked last.
    pub fn requests(&self) -> Vec<String> {
        let log = self.post("/se/log", &json!({"type": "performance"}));
        let sent = log.as_array().into_iter().flatten().filter_map(|entry| {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &message["message"];
            (message["method"] == "Network.requestWillBeSent").then(|| message["params"]["request"]["url"].to_string())
        });
        sent.collect()
    }
}

/// A driver and its port; `None` where it ended before it had one.
fn started() -> Option<(Child, u16)> {
    let mut command = Command::new("chromedriver");
    let mut driver = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut lines = BufReader::new(driver.stdout.take()?).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let rest = line.split_once("started successfully on port ")?.1.trim_end_matches('.').to_owned();
        rest.parse().ok()
    });
    let Some(port) = port else {
        driver.wait().ok()?;
        return None;
    };
    // Read on, or the driver would stand still once the pipe is full.
    std::thread::spawn(move || lines.for_each(drop));
    Some((driver, port))
}

/// Where Chromium stands, since distributions call it differently from Chrome.
fn binary() -> String {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|f| f.join("chromium")).find(|p| p.is_file());
    found.expect("chromium is on the path").display().to_string()
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.send("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        // The browser goes with its driver.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
