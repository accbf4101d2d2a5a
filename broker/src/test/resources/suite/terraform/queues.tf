variable "visibility_timeout" { default = 45 }
variable "policy_effect" { default = "Allow" }
variable "encrypted_by" { default = "alias/mine" }
variable "max_receive_count" { default = 3 }
variable "content_based_deduplication" { default = true }
variable "throughput_limit" { default = "perMessageGroupId" }

resource "aws_sqs_queue" "defaults" {
  name = "defaults"
}

resource "aws_sqs_queue" "standard" {
  name                              = "standard"
  visibility_timeout_seconds        = var.visibility_timeout
  message_retention_seconds         = 86400
  max_message_size                  = 2048
  delay_seconds                     = 5
  receive_wait_time_seconds         = 10
  kms_master_key_id                 = var.encrypted_by
  kms_data_key_reuse_period_seconds = var.encrypted_by == null ? null : 600
  sqs_managed_sse_enabled           = var.encrypted_by == null ? true : null
  tags                              = var.tags
}

# Policies are on a queue that does not change: the provider would wait for that first, and for the policies only then.
resource "aws_sqs_queue" "guarded" {
  name = "guarded"
}

resource "aws_sqs_queue_policy" "guarded" {
  queue_url = aws_sqs_queue.guarded.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "topic"
      Effect    = var.policy_effect
      Principal = { Service = "sns.amazonaws.com" }
      Action    = ["sqs:SendMessage", "sqs:GetQueueUrl"]
      Resource  = aws_sqs_queue.guarded.arn
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:us-east-1:123456789012:topic" } }
    }]
  })
}

resource "aws_sqs_queue" "dead" {
  name = "dead"
}

resource "aws_sqs_queue_redrive_policy" "guarded" {
  queue_url = aws_sqs_queue.guarded.id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = var.max_receive_count
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.guarded.arn]
  })
}

resource "aws_sqs_queue" "fifo" {
  name                        = "orders.fifo"
  fifo_queue                  = true
  content_based_deduplication = var.content_based_deduplication
  deduplication_scope         = "messageGroup"
  fifo_throughput_limit       = var.throughput_limit

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_fifo.arn
    maxReceiveCount     = var.max_receive_count
  })
}

resource "aws_sqs_queue" "dead_fifo" {
  name       = "dead.fifo"
  fifo_queue = true

  redrive_allow_policy = jsonencode({ redrivePermission = "allowAll" })
}
