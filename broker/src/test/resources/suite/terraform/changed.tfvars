visibility_timeout          = 60
policy_effect               = "Deny"
encrypted_by                = null
max_receive_count           = 5
content_based_deduplication = false
throughput_limit            = "perQueue"
tags                        = { team = "post", owner = "me" }
